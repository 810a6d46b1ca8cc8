// The stored text of an article in code points, cut where claims begin and end.

export interface Span {
  id: string;
  start: number;
  end: number;
}

export interface Piece {
  text: string;
  claims: string[]; // those that rest on these words, the shortest first
}

/** A passage that is known: code points from `start` on. */
export interface Passage {
  start: number;
  points: string[];
}

/** Mentions whose surroundings, so wide on both sides, cover as much of the text as any could. */
export function covering(spans: readonly Span[], width: number): Span[] {
  const sorted = [...spans].sort((one, other) => one.start - other.start);
  const chosen: Span[] = [];
  let covered = 0;
  let index = 0;
  while (index < sorted.length) {
    let best: Span | undefined;
    for (; index < sorted.length; index += 1) {
      const span = sorted[index];
      if (!span) break;
      if (best && span.start - width > covered) break;
      if (!best || span.end > best.end) best = span;
    }
    if (!best) break;
    chosen.push(best);
    covered = best.end + width;
  }
  return chosen;
}

/** Passages that touch each other joined, in their order. */
export function joined(passages: readonly Passage[]): Passage[] {
  const found: Passage[] = [];
  for (const passage of [...passages].sort((one, other) => one.start - other.start)) {
    const last = found.at(-1);
    const end = last ? last.start + last.points.length : 0;
    if (last && passage.start <= end) last.points.push(...passage.points.slice(end - passage.start));
    else found.push({ start: passage.start, points: [...passage.points] });
  }
  return found;
}

/** A passage in paragraphs, each cut into pieces with the claims that rest on them. */
export function paragraphs(passage: Passage, spans: readonly Span[]): Piece[][] {
  const end = passage.start + passage.points.length;
  const inside = spans.filter((span) => span.start < end && span.end > passage.start);
  const cuts = new Set([passage.start, end, ...inside.flatMap(({ start, end: stop }) => [start, stop])]);
  const places = [...cuts].filter((cut) => cut >= passage.start && cut <= end).sort((one, other) => one - other);
  const lines: Piece[][] = [[]];
  places.slice(0, -1).forEach((from, index) => {
    const to = places[index + 1] ?? end;
    const on = inside.filter((span) => span.start <= from && span.end >= to);
    on.sort((one, other) => one.end - one.start - (other.end - other.start));
    const text = passage.points.slice(from - passage.start, to - passage.start).join("");
    text.split("\n").forEach((part, line) => {
      if (line > 0) lines.push([]);
      if (part) lines.at(-1)?.push({ text: part, claims: on.map((span) => span.id) });
    });
  });
  return lines.filter((line) => line.length > 0);
}
