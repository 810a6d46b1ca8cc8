// A question inside a component: its answer, that it is awaited, or what went wrong.
import { useCallback, useEffect, useState } from "preact/hooks";
import { ask, AskError, known } from "./client";
import type { TypedDocumentString } from "./operations";

export interface Answer<T> {
  data: T | undefined;
  error: AskError | undefined;
  loading: boolean;
  again: () => void;
}

interface State<T> {
  of: string;
  data: T | undefined;
  error: AskError | undefined;
}

/** The answer to a question; nothing is asked while `wanted` is false. The last answer stands until the next. */
export function useAnswer<T, V>(question: TypedDocumentString<T, V>, variables: V, wanted = true): Answer<T> {
  const of = question.toString() + JSON.stringify(variables);
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<State<T>>({ of: "", data: undefined, error: undefined });
  useEffect(() => {
    if (!wanted) return undefined;
    const stop = new AbortController();
    ask(question, variables).then(
      (data) => !stop.signal.aborted && setState({ of, data, error: undefined }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setState({
          of,
          data: undefined,
          error: error instanceof AskError ? error : new AskError("server", String(error)),
        });
      },
    );
    return () => stop.abort();
  }, [of, wanted, tries]);
  const again = useCallback(() => {
    setState({ of: "", data: undefined, error: undefined });
    setTries((count) => count + 1);
  }, []);
  const settled = state.of === of;
  const data = settled ? state.data : (known(question, variables) ?? undefined);
  return { data, error: settled ? state.error : undefined, loading: wanted && !settled && !data, again };
}
