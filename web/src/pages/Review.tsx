// The review queue: for who has a token. It asks whether an article says so, never whether it is so.
import { useCallback, useState } from "preact/hooks";
import { ask, AskError, forget } from "../data/client";
import {
  DecideDocument,
  ReviewDocument,
  UndoDocument,
  type Answer,
  type ReviewQuery,
} from "../data/operations";
import { Empty } from "../parts/Feedback";
import { Page } from "../parts/Page";
import { kept, pathOf } from "../route";
import { useSpeech } from "../words/words";

type Doubt = ReviewQuery["review"][number];
type Decision = ReviewQuery["decisions"][number];

export function ReviewPage() {
  const { words } = useSpeech();
  const [token, setToken] = useState("");
  const [queue, setQueue] = useState<ReviewQuery>();
  const [trouble, setTrouble] = useState("");
  const load = useCallback(
    async (using: string) => {
      setTrouble("");
      try {
        setQueue(await ask(ReviewDocument, {}, { token: using }));
      } catch (error) {
        setTrouble(
          error instanceof AskError && error.kind === "offline" ? words.troubles.offline : words.reviewOff,
        );
      }
    },
    [words],
  );
  return (
    <Page title={words.review} className="narrow">
      <h1>{words.review}</h1>
      <p class="intro">{words.reviewIntro}</p>
      {queue ? (
        <Queue
          queue={queue}
          token={token}
          reload={() => load(token)}
          close={() => (setQueue(undefined), setToken(""))}
        />
      ) : (
        <form class="token" onSubmit={(event) => (event.preventDefault(), void load(token))}>
          <label>
            {words.token}
            <input
              type="password"
              autocomplete="off"
              required
              value={token}
              onInput={(event) => setToken(event.currentTarget.value)}
              aria-describedby="token-hint"
            />
          </label>
          <button type="submit" class="primary">
            {words.open}
          </button>
          <p class="aside" id="token-hint">
            {words.tokenHint}
          </p>
        </form>
      )}
      {trouble && (
        <p class="failed" role="alert">
          {trouble}
        </p>
      )}
    </Page>
  );
}

function Queue({
  queue,
  token,
  reload,
  close,
}: {
  queue: ReviewQuery;
  token: string;
  reload: () => Promise<void>;
  close: () => void;
}) {
  const { words } = useSpeech();
  const [said, setSaid] = useState("");
  const decided = async (): Promise<void> => {
    forget();
    await reload();
    setSaid(words.decided);
  };
  return (
    <>
      <p class="buttons">
        <button type="button" onClick={close}>
          {words.close}
        </button>
        <span role="status">{said}</span>
      </p>
      <h2>
        {words.queue} <span class="count">{queue.review.length}</span>
      </h2>
      {queue.review.length === 0 && <Empty>{words.queueEmpty}</Empty>}
      <ul class="doubts">
        {queue.review.map((doubt) => (
          <InDoubt key={doubt.key} doubt={doubt} token={token} decided={decided} />
        ))}
      </ul>
      <h2>{words.decisions}</h2>
      {queue.decisions.length === 0 && <Empty>{words.noDecisions}</Empty>}
      <ul class="decisions">
        {queue.decisions.map((decision) => (
          <Decided key={decision.number} decision={decision} token={token} decided={decided} />
        ))}
      </ul>
    </>
  );
}

function InDoubt({ doubt, token, decided }: { doubt: Doubt; token: string; decided: () => Promise<void> }) {
  const { words } = useSpeech();
  const { reason, setReason, trouble, act } = useDecision(decided);
  const decide = (answer: Answer): void =>
    act(() => ask(DecideDocument, { key: doubt.key, answer, reason }, { token }));
  return (
    <li>
      <p class="strong">{doubt.question}</p>
      {doubt.quote && <blockquote>{doubt.quote}</blockquote>}
      <p class="aside">
        {doubt.reason}
        {doubt.score !== null && ` · ${words.score(doubt.score)}`}
        {doubt.kind === "CLAIM" && doubt.about[0] && (
          <>
            {" · "}
            <a href={kept(pathOf("claim", doubt.about[0]))}>{words.permanent}</a>
          </>
        )}
      </p>
      <ReasonField reason={reason} setReason={setReason} trouble={trouble} of={doubt.key} />
      <p class="buttons">
        <button type="button" onClick={() => decide("ACCEPT")}>
          {words.accept[doubt.kind]}
        </button>
        <button type="button" onClick={() => decide("REJECT")}>
          {words.reject[doubt.kind]}
        </button>
        <button type="button" onClick={() => decide("UNSURE")}>
          {words.unsure}
        </button>
      </p>
    </li>
  );
}

function Decided({
  decision,
  token,
  decided,
}: {
  decision: Decision;
  token: string;
  decided: () => Promise<void>;
}) {
  const speech = useSpeech();
  const { words } = speech;
  const { reason, setReason, trouble, act } = useDecision(decided);
  return (
    <li>
      <p>
        <span class="tag">{speech.term("Ruling", decision.ruling)}</span> {decision.label}
      </p>
      <p class="aside">
        {decision.judge}, {speech.moment(decision.at)}: {decision.reason}
      </p>
      {decision.counts && decision.undoes === null && (
        <details>
          <summary>{words.undo}</summary>
          <ReasonField
            reason={reason}
            setReason={setReason}
            trouble={trouble}
            of={`undo-${decision.number}`}
          />
          <button
            type="button"
            onClick={() => act(() => ask(UndoDocument, { number: decision.number, reason }, { token }))}
          >
            {words.undo}
          </button>
        </details>
      )}
    </li>
  );
}

function ReasonField({
  reason,
  setReason,
  trouble,
  of,
}: {
  reason: string;
  setReason: (text: string) => void;
  trouble: string;
  of: string;
}) {
  const { words } = useSpeech();
  const hint = `hint-${of.replaceAll(" ", "-")}`;
  return (
    <>
      <label>
        {words.reason}
        <input
          type="text"
          value={reason}
          aria-describedby={hint}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <p class={trouble ? "trouble" : "aside"} id={hint} role={trouble ? "alert" : undefined}>
        {trouble || words.reasonHint}
      </p>
    </>
  );
}

function useDecision(decided: () => Promise<void>) {
  const { words } = useSpeech();
  const [reason, setReason] = useState("");
  const [trouble, setTrouble] = useState("");
  const act = (send: () => Promise<unknown>): void => {
    if (!reason.trim()) return setTrouble(words.reasonNeeded);
    send().then(decided, (error: Error) => setTrouble(error.message));
  };
  return { reason, setReason, trouble, act };
}
