// Which rows of the account matrix are wanted, and the matrix as a table for other programs.
import type { ArticleLineFragment, RowFragment } from "../data/operations";
import type { Speech } from "../words/words";

export interface Choice {
  text: string;
  shared: boolean;
  disputed: boolean;
}

/** Whether a row is wanted. */
export function isChosen(row: RowFragment, { text, shared, disputed }: Choice, speech: Speech): boolean {
  if (shared && new Set(row.cells.map((cell) => cell.holder.id)).size < 2) return false;
  if (disputed && !(row.stances.asserted && row.stances.denied)) return false;
  if (!text) return true;
  const words = [speech.said(row.proposition), ...row.cells.map((cell) => cell.holder.label)]
    .join(" ")
    .toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}

/** A line for each cell, under a head. */
export function asTable(
  incident: { articles: { nodes: readonly ArticleLineFragment[] } },
  rows: readonly RowFragment[],
): string[][] {
  const publishers = new Map(incident.articles.nodes.map((article) => [article.id, article.publisher.label]));
  const lines = rows.flatMap((row) =>
    row.cells.map((cell) => [
      row.proposition.subject.label,
      row.proposition.predicate,
      row.proposition.object.label,
      cell.holder.label,
      cell.polarity,
      cell.certainty,
      publishers.get(cell.article.id) ?? "",
      cell.claims.map((claim) => claim.id).join(" "),
    ]),
  );
  return [
    ["subject", "predicate", "object", "holder", "polarity", "certainty", "account", "claims"],
    ...lines,
  ];
}
