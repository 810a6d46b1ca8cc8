// Which published state is looked at: a slider over the generations, and a line that says so when it is not the newest.
import { useState } from "preact/hooks";
import { StateDocument, type StateQuery } from "../data/operations";
import { useAnswer } from "../data/useAnswer";
import { go, withQuery } from "../route";
import { useSpeech } from "../words/words";
import { Menu } from "./Menu";

type Generations = StateQuery["generations"];

/** The generation that the address asks for; null for the newest. */
export function generationOf(query: URLSearchParams): number | null {
  const asked = Number(query.get("generation"));
  return Number.isInteger(asked) && asked > 0 ? asked : null;
}

export function AsOf({ generation }: { generation: number | null }) {
  const { words } = useSpeech();
  const answer = useAnswer(StateDocument, {});
  const known = [...(answer.data?.generations ?? [])].sort((one, other) => one.number - other.number);
  const newest = known.at(-1);
  if (!newest) return null;
  const name = (
    <>
      {words.generation} {generation ?? newest.number}
      {(generation ?? newest.number) === newest.number && <span class="aside"> · {words.now}</span>}
    </>
  );
  return (
    <Menu kind="as-of" name={name}>
      <p>{words.asOfHint}</p>
      {known.length > 1 ? (
        <Slider known={known} generation={generation} />
      ) : (
        <p class="aside">{words.oneGeneration}</p>
      )}
    </Menu>
  );
}

function Slider({ known, generation }: { known: Generations; generation: number | null }) {
  const speech = useSpeech();
  const { words } = speech;
  const at = known.findIndex((one) => one.number === generation);
  const [place, setPlace] = useState(at < 0 ? known.length - 1 : at);
  const shown = known[place];
  const choose = (next: number): void => {
    setPlace(next);
    const chosen = known[next];
    const newest = next === known.length - 1;
    go(withQuery({ generation: newest || !chosen ? null : String(chosen.number) }), { replace: true });
  };
  return (
    <>
      <input
        type="range"
        min={0}
        max={known.length - 1}
        value={place}
        aria-label={words.asOf}
        aria-valuetext={shown && `${words.generation} ${shown.number}, ${speech.moment(shown.published)}`}
        onInput={(event) => setPlace(Number(event.currentTarget.value))}
        onChange={(event) => choose(Number(event.currentTarget.value))}
      />
      {shown && (
        <p class="aside">
          {words.generationLine(shown.number, speech.moment(shown.published), shown.articles, shown.claims)}
          {shown.note && <> · {shown.note}</>}
        </p>
      )}
    </>
  );
}

export function PastBanner({ generation }: { generation: number | null }) {
  const speech = useSpeech();
  const answer = useAnswer(StateDocument, {});
  const shown = answer.data?.generations.find((one) => one.number === generation);
  if (!generation) return null;
  return (
    <p class="past" role="status">
      {speech.words.backInTime(generation, shown ? speech.moment(shown.published) : "…")}{" "}
      <a href={withQuery({ generation: null })}>{speech.words.backToNow}</a>
    </p>
  );
}
