// Moving between the marks of a table with arrow keys: one stop for Tab, all others by arrows.
import type { RefObject } from "preact";

const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** What to do when a key is pressed in the table; `reach` brings a row into the document. */
export function useMarks(
  table: RefObject<HTMLElement | null>,
  reach: (row: number) => void,
): (event: KeyboardEvent) => void {
  return (event) => {
    const step = STEPS[event.key];
    const from = (event.target as Element).closest<HTMLElement>("[data-mark]");
    if (!step || !from || !table.current) return;
    event.preventDefault();
    const row = rowOf(from);
    if (step[1]) return focus(table.current, beside(from, step[1]));
    const target = row + step[0];
    const column = marksOf(table.current, row).indexOf(from);
    reach(Math.max(0, target));
    requestAnimationFrame(
      () => table.current && focus(table.current, nearest(table.current, target, step[0], column)),
    );
  };
}

function rowOf(mark: Element): number {
  return Number(mark.closest<HTMLElement>("[data-index]")?.dataset["index"] ?? -1);
}

function marksOf(table: HTMLElement, row: number): HTMLElement[] {
  return [...table.querySelectorAll<HTMLElement>(`[data-index="${row}"] [data-mark]`)];
}

function beside(mark: HTMLElement, step: number): HTMLElement | undefined {
  const all = [...(mark.closest("[data-index]")?.querySelectorAll<HTMLElement>("[data-mark]") ?? [])];
  return all[all.indexOf(mark) + step];
}

function nearest(table: HTMLElement, row: number, step: number, column: number): HTMLElement | undefined {
  const marks = marksOf(table, row);
  if (marks.length > 0) return marks[Math.min(column, marks.length - 1)];
  const next = marksOf(table, row + step);
  return next[Math.min(column, next.length - 1)];
}

function focus(table: HTMLElement, mark: HTMLElement | undefined): void {
  if (!mark) return;
  for (const other of table.querySelectorAll<HTMLElement>('[data-mark][tabindex="0"]')) other.tabIndex = -1;
  mark.tabIndex = 0;
  mark.focus();
}
