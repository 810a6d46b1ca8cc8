// The field that searches names, titles and quotes, and suggests names while one types.
import { useEffect, useRef, useState } from "preact/hooks";
import { ask } from "../data/client";
import { SuggestDocument } from "../data/operations";
import { go, kept, type Route } from "../route";
import { useWords } from "../words/words";

const PAUSE = 150; // milliseconds without a key, before names are asked for

export function Search({ route, generation }: { route: Route; generation: number | null }) {
  const words = useWords();
  const { names, suggest } = useSuggestions(generation);
  const field = useRef<HTMLInputElement>(null);
  const text = route.page === "overview" ? (route.query.get("q") ?? "") : "";
  useEffect(() => {
    const slash = (event: KeyboardEvent): void => {
      const typing = (event.target as Element).matches("input, textarea, select");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener("keydown", slash);
    return () => document.removeEventListener("keydown", slash);
  }, []);
  return (
    <form
      role="search"
      class="search"
      onSubmit={(event) => {
        event.preventDefault();
        const sought = field.current?.value.trim() ?? "";
        go(kept(sought ? `/?q=${encodeURIComponent(sought)}` : "/"));
      }}
    >
      <input
        key={text}
        ref={field}
        type="search"
        aria-label={words.search}
        placeholder={words.searchHint}
        defaultValue={text}
        autocomplete="off"
        maxLength={200}
        list="suggested"
        onInput={(event) => suggest(event.currentTarget.value)}
      />
      <datalist id="suggested">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </form>
  );
}

function useSuggestions(generation: number | null) {
  const [names, setNames] = useState<string[]>([]);
  const pause = useRef(0);
  const suggest = (text: string): void => {
    clearTimeout(pause.current);
    if (text.trim().length < 2) return setNames([]);
    pause.current = window.setTimeout(() => {
      const asked = ask(SuggestDocument, { text: text.trim(), generation });
      asked
        .then((found) => setNames([...new Set(found.suggest.map((one) => one.text))]))
        .catch(() => setNames([]));
    }, PAUSE);
  };
  useEffect(() => () => clearTimeout(pause.current), []);
  return { names, suggest };
}
