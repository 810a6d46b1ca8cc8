// By what incidents can be narrowed down: sector, actor, outlet, month and kind, with counts.
import type { OverviewQuery } from "../data/operations";

type Incident = OverviewQuery["incidents"]["nodes"][number];

export const FACETS = ["sector", "actor", "outlet", "kind", "month"] as const;
export type Facet = (typeof FACETS)[number];

interface Value {
  value: string;
  label: string;
}

const OF: Record<Facet, (incident: Incident) => Value[]> = {
  sector: (incident) => incident.affectedSectors.map(({ node }) => ({ value: node.id, label: node.label })),
  actor: (incident) => incident.actors.map(({ node }) => ({ value: node.id, label: node.label })),
  outlet: (incident) => incident.articles.nodes.map(({ publisher }) => ({ value: publisher.id, label: publisher.label })),
  kind: ({ eventType }) => (eventType ? [{ value: eventType, label: eventType }] : []),
  month: (incident) =>
    incident.articles.nodes.flatMap(({ published }) => (published ? [{ value: published.slice(0, 7), label: published.slice(0, 7) }] : [])),
};

/** Whether an incident has one of the values chosen; any does while none is. */
export function fits(incident: Incident, facet: Facet, chosen: readonly string[]): boolean {
  return chosen.length === 0 || OF[facet](incident).some(({ value }) => chosen.includes(value));
}

/** The values of a facet with how many incidents have each, the most frequent first. */
export function values(incidents: readonly Incident[], facet: Facet): (Value & { count: number })[] {
  const found = new Map<string, Value & { count: number }>();
  for (const incident of incidents) {
    for (const one of new Map(OF[facet](incident).map((each) => [each.value, each])).values()) {
      const known = found.get(one.value) ?? { ...one, count: 0 };
      found.set(one.value, { ...known, count: known.count + 1 });
    }
  }
  return [...found.values()].sort((one, other) => other.count - one.count || one.label.localeCompare(other.label));
}
