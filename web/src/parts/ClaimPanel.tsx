// A panel beside what is read, with the claims behind a mark; Escape closes it and gives the focus back.
import { useEffect, useRef } from "preact/hooks";
import { ClaimQuickDocument, type ClaimCardFragment } from "../data/operations";
import { useAnswer } from "../data/useAnswer";
import { useWords } from "../words/words";
import { ClaimCard } from "./ClaimCard";
import { Awaited } from "./Feedback";

export function ClaimPanel({
  claims,
  generation,
  close,
}: {
  claims: readonly string[];
  generation: number | null;
  close: () => void;
}) {
  const words = useWords();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    panel.current?.focus({ preventScroll: true });
    return () => before?.isConnected && before.focus({ preventScroll: true });
  }, [claims.join()]);
  return (
    <aside
      class="panel"
      ref={panel}
      tabIndex={-1}
      aria-label={words.claim}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <button type="button" class="quiet close" onClick={close} aria-label={words.claimClose}>
        ✕
      </button>
      {claims.slice(0, 12).map((claim) => (
        <OneClaim key={claim} claim={claim} generation={generation} />
      ))}
    </aside>
  );
}

function OneClaim({ claim, generation }: { claim: string; generation: number | null }) {
  const answer = useAnswer(ClaimQuickDocument, { claim, generation });
  return (
    <Awaited answer={answer}>
      {(data) =>
        data.node && "id" in data.node ? <ClaimCard claim={data.node as ClaimCardFragment} /> : null
      }
    </Awaited>
  );
}
