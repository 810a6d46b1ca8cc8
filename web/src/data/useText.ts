// The text of an article, put together from passages around what was read from it.
import { useEffect, useState } from "preact/hooks";
import { ask } from "./client";
import { PassageDocument, type PassageQuery } from "./operations";
import { covering, joined, type Passage, type Span } from "./text";

const WIDTH = 2000; // code points on each side; the most that the API gives

/** The passages that are known; undefined while they are awaited, empty when the text is not kept. */
export function useText(mentions: readonly Span[] | undefined, generation: number | null): Passage[] | undefined {
  const [text, setText] = useState<Passage[]>();
  const of = mentions?.map((one) => one.id).join();
  useEffect(() => {
    if (!mentions) return undefined;
    const stop = new AbortController();
    const asked = covering(mentions, WIDTH).map((one) =>
      ask(PassageDocument, { mention: one.id, before: WIDTH, after: WIDTH, generation }),
    );
    Promise.all(asked).then(
      (answers) => stop.signal.aborted || setText(joined(answers.flatMap(passageOf))),
      () => stop.signal.aborted || setText([]),
    );
    return () => stop.abort();
  }, [of, generation]);
  return text;
}

function passageOf({ node }: PassageQuery): Passage[] {
  if (!node || !("context" in node) || !node.context) return [];
  const before = Array.from(node.context.before);
  const points = [...before, ...Array.from(node.context.quote), ...Array.from(node.context.after)];
  return [{ start: node.start - before.length, points }];
}
