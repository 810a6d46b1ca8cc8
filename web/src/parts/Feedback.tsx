// What stands where an answer is awaited, could not be had, or has nothing in it.
import type { ComponentChildren } from "preact";
import type { Answer } from "../data/useAnswer";
import { useWords } from "../words/words";

export function Loading({ lines = 4 }: { lines?: number }) {
  const words = useWords();
  return (
    <div class="loading" role="status">
      <span class="unseen">{words.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span class="bone" key={line} />
      ))}
    </div>
  );
}

export function Failed({ answer }: { answer: Answer<unknown> }) {
  const words = useWords();
  if (!answer.error) return null;
  return (
    <div class="failed" role="alert">
      <p class="strong">{words.failed}</p>
      <p>{words.troubles[answer.error.kind]}</p>
      {answer.error.detail && <p class="detail">{answer.error.detail}</p>}
      <button type="button" onClick={answer.again}>
        {words.again}
      </button>
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

export function Missing() {
  const words = useWords();
  return (
    <main id="content" class="page narrow" tabIndex={-1}>
      <h1>{words.missing}</h1>
      <p class="intro">{words.missingHint}</p>
      <p>
        <a href="/">{words.toIncidents}</a>
      </p>
    </main>
  );
}

/** What is asked for, or what stands in its place. */
export function Awaited<T>({
  answer,
  lines,
  children,
}: {
  answer: Answer<T>;
  lines?: number;
  children: (data: T) => ComponentChildren;
}) {
  if (answer.error) return <Failed answer={answer} />;
  if (answer.data === undefined) return <Loading lines={lines ?? 4} />;
  return <>{children(answer.data)}</>;
}
