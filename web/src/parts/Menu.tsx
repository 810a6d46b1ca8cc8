// Something that unfolds from its name and folds again: by Escape, or when one goes on elsewhere.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

export function Menu({
  name,
  hint,
  kind,
  children,
}: {
  name: ComponentChildren;
  hint?: string;
  kind: string;
  children: ComponentChildren;
}) {
  const menu = useRef<HTMLDetailsElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const away = (event: Event): void => {
      if (menu.current && !menu.current.contains(event.target as Node)) menu.current.open = false;
    };
    document.addEventListener("click", away);
    return () => document.removeEventListener("click", away);
  }, []);
  const fold = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector("summary")?.focus();
  };
  return (
    <details class={kind} ref={menu} onKeyDown={fold} onToggle={() => setOpened(true)}>
      <summary title={hint}>{name}</summary>
      <div class={`${kind}-body`}>{opened && children}</div>
    </details>
  );
}
