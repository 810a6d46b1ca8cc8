// A text with stretches of it marked, as text and never as markup.
import { marked, type Marked } from "../data/text";

export function Highlighted({ text, spans }: { text: string; spans: readonly Marked[] }) {
  return (
    <>{marked(text, spans).map((part, index) => (index % 2 ? <mark key={index}>{part}</mark> : part))}</>
  );
}
