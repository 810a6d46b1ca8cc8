// The points on which accounts meet: comparisons of the same two propositions are one point.
import type { Polarity, Relation } from "../data/operations";

export const AGREEING: readonly Relation[] = ["CORROBORATES", "RESTATES"];
export const PARTING: readonly Relation[] = [
  "CONTRADICTS",
  "CONTRADICTS_IN_SCOPE",
  "IN_TENSION",
  "CERTAINTY_DIFFERS",
  "ATTRIBUTION_DIFFERS",
  "SCOPE_DIFFERS",
];

interface Side {
  polarity: Polarity;
  proposition: { id: string };
  article: { id: string };
}

export interface Compared {
  id: string;
  relation: Relation;
  left: Side;
  right: Side;
}

export interface Point<T extends Compared> {
  shown: T;
  others: T[];
}

/** The comparisons of some relations by point, the plainest first; on each point the plainest is shown. */
export function points<T extends Compared>(all: readonly T[], relations: readonly Relation[]): Point<T>[] {
  const ranked = all.filter(({ relation }) => relations.includes(relation)).sort(byPlainness(relations));
  const found = new Map<string, Point<T>>();
  for (const one of ranked) {
    const known = found.get(pointOf(one));
    if (known) known.others.push(one);
    else found.set(pointOf(one), { shown: one, others: [] });
  }
  return newMattersFirst([...found.values()]);
}

function pointOf({ left, right }: Compared): string {
  return [left.proposition.id, right.proposition.id].sort().join(" ");
}

/** Yes against no on one proposition first, then by relation; two articles before one. */
function byPlainness(relations: readonly Relation[]): (one: Compared, other: Compared) => number {
  const rank = ({ left, right, relation }: Compared): number => {
    const opposed = left.polarity !== right.polarity;
    const same = left.proposition.id === right.proposition.id;
    const across = left.article.id !== right.article.id;
    return (
      Number(!(same && opposed)) * 1000 +
      Number(!opposed) * 100 +
      relations.indexOf(relation) * 4 +
      Number(!across)
    );
  };
  return (one, other) => rank(one) - rank(other) || one.id.localeCompare(other.id);
}

/** What has not been spoken of yet before more on the same. */
function newMattersFirst<T extends Compared>(all: readonly Point<T>[]): Point<T>[] {
  const spoken = new Set<string>();
  const [fresh, rest]: [Point<T>[], Point<T>[]] = [[], []];
  for (const point of all) {
    const about = [point.shown.left.proposition.id, point.shown.right.proposition.id];
    if (about.some((id) => spoken.has(id))) rest.push(point);
    else fresh.push(point);
    about.forEach((id) => spoken.add(id));
  }
  return [...fresh, ...rest];
}
