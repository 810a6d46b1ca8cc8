// Questions of one's own: the examples behind the views, an editor, and the answer as the server gives it.
import { useEffect, useRef, useState } from "preact/hooks";
import type { PageProps } from "../app";
import { askText } from "../data/client";
import * as questions from "../data/operations";
import { Page } from "../parts/Page";
import { useWords } from "../words/words";

const FIRST = `{
  incidents(first: 10) {
    nodes {
      label
      affectedBodies { node { label } asserted denied }
      actors { node { label } asserted denied unconfirmed }
    }
  }
}`;

const EXAMPLES: [string, string, string][] = [
  ["Incidents", FIRST, "{}"],
  [
    "Denials",
    `query Denials {
  claims(polarity: NEGATIVE, certainty: CERTAIN, first: 20) {
    totalCount
    nodes {
      proposition { subject { label } predicate object { label } }
      scope
      holders { label }
      evidence { quote article { title } }
    }
  }
}`,
    "{}",
  ],
  [
    "Contradictions",
    `query Contradictions {
  comparisons(relation: [CONTRADICTS], first: 20) {
    nodes {
      reason
      left { holders { label } evidence { quote } }
      right { holders { label } evidence { quote } }
    }
  }
}`,
    "{}",
  ],
  ["Search", questions.SearchDocument.toString().trim(), '{ "text": "data", "first": 10 }'],
  ["Generations", questions.StateDocument.toString().trim(), "{}"],
];

interface Told {
  text: string;
  took: number;
}

export function QueryPage({ route }: PageProps) {
  const words = useWords();
  const [text, setText] = useState(route.query.get("question") ?? FIRST);
  const [variables, setVariables] = useState(route.query.get("variables") ?? "{}");
  const { told, busy, run } = useRun(text, variables, words.notJson);
  const asked = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void run();
  };
  return (
    <Page title={words.queries}>
      <h1>{words.queries}</h1>
      <p class="intro">
        {words.queryIntro}{" "}
        <a href="/graphql" target="_blank" rel="noopener">
          {words.bench}
        </a>
        {", "}
        <a href="/sparql" target="_blank" rel="noopener">
          {words.sparqlBench}
        </a>
      </p>
      <p class="buttons" role="group" aria-label={words.examples}>
        {EXAMPLES.map(([name, example, given]) => (
          <button
            type="button"
            key={name}
            aria-pressed={text === example}
            onClick={() => (setText(example), setVariables(given))}
          >
            {name}
          </button>
        ))}
      </p>
      <div class="workbench">
        <form onKeyDown={asked} onSubmit={(event) => (event.preventDefault(), void run())}>
          <label>
            {words.question}
            <textarea
              class="code"
              rows={18}
              spellcheck={false}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </label>
          <label>
            {words.variables}
            <textarea
              class="code"
              rows={4}
              spellcheck={false}
              value={variables}
              onInput={(event) => setVariables(event.currentTarget.value)}
            />
          </label>
          <p class="buttons">
            <button type="submit" class="primary" disabled={busy}>
              {words.run}
            </button>
            <span class="aside">{words.runHint}</span>
          </p>
        </form>
        <section aria-live="polite" aria-label={words.reply}>
          <p class="label">
            {words.reply} {told && <span class="aside">{words.took(told.took, sizeOf(told.text))}</span>}
          </p>
          <pre class="reply" tabIndex={0}>
            {told?.text ?? words.noReply}
          </pre>
        </section>
      </div>
    </Page>
  );
}

function useRun(text: string, variables: string, notJson: string) {
  const [told, setTold] = useState<Told>();
  const [busy, setBusy] = useState(false);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const run = async (): Promise<void> => {
    stop.current?.abort();
    stop.current = new AbortController();
    setBusy(true);
    const began = performance.now();
    const answer = await answerTo(text, variables, notJson, stop.current.signal);
    setBusy(false);
    if (answer !== null) setTold({ text: answer, took: Math.round(performance.now() - began) });
  };
  return { told, busy, run };
}

async function answerTo(
  text: string,
  variables: string,
  notJson: string,
  signal: AbortSignal,
): Promise<string | null> {
  let given: unknown;
  try {
    given = JSON.parse(variables || "{}");
  } catch {
    return notJson;
  }
  try {
    return JSON.stringify(await askText(text, given, signal), null, 2);
  } catch (error) {
    return signal.aborted ? null : String(error instanceof Error ? error.message : error);
  }
}

function sizeOf(text: string): string {
  return `${(new Blob([text]).size / 1000).toFixed(1)} kB`;
}
