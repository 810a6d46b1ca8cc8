// What a reader chooses for this browser: theme and language; asked of the system until chosen.
import { useCallback, useState } from "preact/hooks";
import type { Language } from "./words/words";

export type Theme = "auto" | "light" | "dark";

function stored(name: string): string | null {
  try {
    return localStorage.getItem(`claimgraph.${name}`);
  } catch {
    return null; // storage may be forbidden; then a choice lasts as long as the page
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem(`claimgraph.${name}`, value);
  } catch {
    return;
  }
}

export function firstTheme(): Theme {
  const known = stored("theme");
  return known === "light" || known === "dark" ? known : "auto";
}

export function firstLanguage(): Language {
  const known = stored("language");
  return known === "ja" || known === "en" ? known : navigator.language.startsWith("ja") ? "ja" : "en";
}

export function applyTheme(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** A choice that is kept. */
export function useKept<T extends string>(name: string, first: () => T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(first);
  const choose = useCallback((next: T) => {
    store(name, next);
    setValue(next);
  }, []);
  return [value, choose];
}
