// A list that the API gives in pages, read to its end, or as far as is bearable.
import { useEffect, useState } from "preact/hooks";
import { ask, AskError } from "./client";
import type { TypedDocumentString } from "./operations";
import type { Answer } from "./useAnswer";

interface Part<N> {
  nodes: readonly N[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const MOST = 12; // pages

/** All nodes, page after page; what is there already is given while more is on its way. */
export function usePages<T, V extends { after?: string | null | undefined }, N>(
  question: TypedDocumentString<T, V>,
  variables: V,
  part: (answer: T) => Part<N> | undefined,
  wanted = true,
): Answer<readonly N[]> & { complete: boolean } {
  const of = question.toString() + JSON.stringify(variables);
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<{
    of: string;
    data?: readonly N[];
    error?: AskError;
    complete: boolean;
  }>({ of: "", complete: false });
  useEffect(() => {
    if (!wanted) return undefined;
    const stop = new AbortController();
    void follow(stop.signal);
    return () => stop.abort();

    async function follow(signal: AbortSignal): Promise<void> {
      let nodes: readonly N[] = [];
      let after: string | null | undefined = variables.after;
      try {
        for (let page = 0; page < MOST; page += 1) {
          const found = part(await ask(question, { ...variables, after }));
          nodes = [...nodes, ...(found?.nodes ?? [])];
          after = found?.pageInfo.endCursor;
          const complete = !found?.pageInfo.hasNextPage || page === MOST - 1;
          setState({ of, data: nodes, complete });
          if (complete) return;
        }
      } catch (error) {
        if (signal.aborted) return;
        setState({
          of,
          error: error instanceof AskError ? error : new AskError("server", String(error)),
          complete: true,
        });
      }
    }
  }, [of, wanted, tries]);
  const settled = state.of === of;
  return {
    data: settled ? state.data : undefined,
    error: settled ? state.error : undefined,
    complete: settled && state.complete,
    loading: wanted && !settled,
    again: () => {
      setState({ of: "", complete: false });
      setTries((count) => count + 1);
    },
  };
}
