// The chain of speakers through which a claim comes into an article, from the publisher inwards.
import type { Step } from "../data/kinds";
import { useSpeech } from "../words/words";
import { Speakers } from "./Links";

export function Chain({ steps }: { steps: readonly Step[] }) {
  const speech = useSpeech();
  const inwards = [...steps].sort((one, other) => one.position - other.position);
  return (
    <ol class="chain" aria-label={speech.words.chainName}>
      {inwards.map((step, index) => (
        <li key={step.position}>
          <Speakers some={step.speakers} /> <span class="act">{speech.act(step)}</span>
          {index < inwards.length - 1 && speech.words.that && <span class="that"> {speech.words.that}</span>}
        </li>
      ))}
    </ol>
  );
}
