// The rows of a long table that are in sight: only these are in the document, the others are room.
import {
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useLayoutEffect, useReducer, useRef } from "preact/hooks";

type Rows = Virtualizer<HTMLElement, HTMLElement>;

/** The virtualizer of the scrolling element; `height` is a guess, the true heights are measured. */
export function useRows(
  count: number,
  height: number,
  scroller: RefObject<HTMLElement | null>,
  keyOf: (index: number) => string,
): Rows {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const kept = useRef<Rows | null>(null);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: keyOf,
    overscan: 6,
    observeElementRect,
    observeElementOffset,
    measureElement,
    scrollToFn: elementScroll,
    initialRect: { width: 1000, height: 900 },
    onChange: () => redraw(undefined),
  };
  const rows = (kept.current ??= new Virtualizer<HTMLElement, HTMLElement>(options));
  rows.setOptions(options);
  useLayoutEffect(() => rows._didMount(), []);
  useLayoutEffect(() => rows._willUpdate());
  return rows;
}
