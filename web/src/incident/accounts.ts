// The accounts of an incident in the order of their publication, each with a letter.
import type { ArticleLineFragment } from "../data/operations";

interface WithArticles {
  articles: { nodes: readonly ArticleLineFragment[] };
}

/** The articles by day of publication, those without one last. */
export function ordered({ articles }: WithArticles): ArticleLineFragment[] {
  return [...articles.nodes].sort(
    (one, other) =>
      (one.published ?? "9999").localeCompare(other.published ?? "9999") || one.id.localeCompare(other.id),
  );
}

/** The letter of each article: A to Z, then AA and on. */
export function lettersOf(incident: WithArticles): Map<string, string> {
  return new Map(ordered(incident).map((article, index) => [article.id, letter(index)]));
}

function letter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}
