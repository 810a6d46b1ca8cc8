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
export function Mark({ stance, small = false }: { stance: Stance; small?: boolean }) {
  const side =
    stance.certainty === "UNDERSPECIFIED" ? "none" : stance.polarity === "POSITIVE" ? "says" : "denies";
  return <i class={`mark ${side} ${FILL[stance.certainty]}${small ? " small" : ""}`} aria-hidden="true" />;
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
