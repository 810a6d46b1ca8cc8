// The main part of a page: it names itself in the title, and takes the focus when a reader comes from another page.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useWords } from "../words/words";

let visited = false;

export function Page({
  title,
  kind,
  children,
  className = "",
}: {
  title: string | null | undefined;
  kind?: string | null | undefined;
  children: ComponentChildren;
  className?: string;
}) {
  const words = useWords();
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (visited) main.current?.focus({ preventScroll: true });
    visited = true;
  }, []);
  useEffect(() => {
    document.title = title ? `${title} · ${words.name}` : words.name;
  }, [title, words]);
  return (
    <main id="content" class={`page ${className}`} tabIndex={-1} ref={main}>
      {kind && <p class="kind">{kind}</p>}
      {children}
    </main>
  );
}
