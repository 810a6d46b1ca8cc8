// The mark of a stance: its shape says polarity, its filling certainty, its colour repeats both.
import type { Stance } from "../data/kinds";
import { useSpeech } from "../words/words";

const FILL: Record<Stance["certainty"], string> = {
  CERTAIN: "full",
  PROBABLE: "half",
  POSSIBLE: "hollow",
  UNDERSPECIFIED: "dashed",
};

/** A disc says that it is so, a square denies it; full, half, hollow and dashed go down in certainty. */
export function Mark({ stance, size = 16 }: { stance: Stance; size?: number }) {
  const side = stance.certainty === "UNDERSPECIFIED" ? "none" : stance.polarity === "POSITIVE" ? "says" : "denies";
  const fill = FILL[stance.certainty];
  return (
    <svg class={`mark ${side} ${fill}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {side === "denies" ? <Square fill={fill} /> : <Disc fill={fill} />}
    </svg>
  );
}

function Disc({ fill }: { fill: string }) {
  return (
    <>
      <circle class="outline" cx="8" cy="8" r="6" />
      {fill === "full" && <circle class="body" cx="8" cy="8" r="6" />}
      {fill === "half" && <path class="body" d="M8 2a6 6 0 0 0 0 12z" />}
    </>
  );
}

function Square({ fill }: { fill: string }) {
  return (
    <>
      <rect class="outline" x="2.5" y="2.5" width="11" height="11" rx="1.5" />
      {fill === "full" && <rect class="body" x="2.5" y="2.5" width="11" height="11" rx="1.5" />}
      {fill === "half" && <path class="body" d="M4 2.5h4v11H4A1.5 1.5 0 0 1 2.5 12V4A1.5 1.5 0 0 1 4 2.5z" />}
      <path class={fill === "full" ? "bar inside" : "bar"} d="M5.2 8h5.6" />
    </>
  );
}

const SHOWN: Stance[] = [
  { polarity: "POSITIVE", certainty: "CERTAIN" },
  { polarity: "POSITIVE", certainty: "PROBABLE" },
  { polarity: "POSITIVE", certainty: "POSSIBLE" },
  { polarity: "POSITIVE", certainty: "UNDERSPECIFIED" },
  { polarity: "NEGATIVE", certainty: "POSSIBLE" },
  { polarity: "NEGATIVE", certainty: "PROBABLE" },
  { polarity: "NEGATIVE", certainty: "CERTAIN" },
];

export function Legend() {
  const speech = useSpeech();
  return (
    <ul class="legend" aria-label={speech.words.legend}>
      {SHOWN.map((stance) => (
        <li key={stance.polarity + stance.certainty}>
          <Mark stance={stance} /> {speech.stance(stance)}
        </li>
      ))}
    </ul>
  );
}

/** The mark with its meaning in words beside it. */
export function StanceLine({ stance }: { stance: Stance }) {
  const speech = useSpeech();
  return (
    <span class="stance">
      <Mark stance={stance} /> {speech.stance(stance)}
    </span>
  );
}
