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

/** A text in paragraphs, each cut into pieces with the claims that rest on them; offsets count code points. */
export function paragraphs(text: string, spans: readonly Span[]): Piece[][] {
  const points = Array.from(text);
  const cuts = new Set([0, points.length, ...spans.flatMap(({ start, end }) => [start, end])]);
  const places = [...cuts].sort((one, other) => one - other);
  const lines: Piece[][] = [[]];
  places.slice(0, -1).forEach((from, index) => {
    const to = places[index + 1] ?? points.length;
    const on = spans.filter((span) => span.start <= from && span.end >= to);
    on.sort((one, other) => one.end - one.start - (other.end - other.start));
    const claims = on.map((span) => span.id);
    const parts = points.slice(from, to).join("").split("\n");
    parts.forEach((part, line) => {
      if (line > 0) lines.push([]);
      if (part) lines.at(-1)?.push({ text: part, claims });
    });
  });
  return lines.filter((line) => line.length > 0);
}

export interface Marked {
  start: number;
  end: number;
}

/** A text in parts, every second of which is one of the spans; offsets count code points. */
export function marked(text: string, spans: readonly Marked[]): string[] {
  const points = Array.from(text);
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    if (start < at) continue;
    parts.push(points.slice(at, start).join(""), points.slice(start, end).join(""));
    at = end;
  }
  return [...parts, points.slice(at).join("")];
}
