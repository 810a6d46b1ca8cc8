// Where accounts part, and where they agree: pairs of claims with the words of both.
import { useMemo, useState } from "preact/hooks";
import { IncidentComparisonsDocument, type PartingFragment, type Relation } from "../data/operations";
import { usePages } from "../data/usePages";
import type { ViewProps } from "../pages/Incident";
import { Awaited, Empty } from "../parts/Feedback";
import { Parting } from "../parts/Parting";
import { comparisonsOfIncident } from "../parts/sparql";
import { Take } from "../parts/Take";
import { useSpeech } from "../words/words";
import { AGREEING, PARTING, points, type Point } from "./points";

const STEP = 12;

export function Partings({ incident, generation }: ViewProps) {
  const { words } = useSpeech();
  const variables = { incident: incident.id, after: null, generation };
  const answer = usePages(IncidentComparisonsDocument, variables, (data) => data.incident?.comparisons);
  const [relations, setRelations] = useState<readonly Relation[]>(PARTING);
  return (
    <>
      <p class="intro">{words.partingsIntro}</p>
      <Awaited answer={answer} lines={8}>
        {(all) => (
          <>
            <Choice all={all} relations={relations} choose={setRelations} />
            <Listed key={relations.join()} found={points(all, relations)} agreeing={relations === AGREEING} />
          </>
        )}
      </Awaited>
      <Take
        question={IncidentComparisonsDocument}
        variables={variables}
        sparql={comparisonsOfIncident(incident.id)}
        data={answer.data}
        name="comparisons"
        part={`incident/${incident.id.split("/").pop()}`}
      />
    </>
  );
}

function Choice({
  all,
  relations,
  choose,
}: {
  all: readonly PartingFragment[];
  relations: readonly Relation[];
  choose: (some: readonly Relation[]) => void;
}) {
  const speech = useSpeech();
  const { words } = speech;
  const some: [string, readonly Relation[]][] = [
    [words.partings, PARTING],
    [words.agreements, AGREEING],
    ...[...PARTING, "REFINES" as const].map((one): [string, readonly Relation[]] => [
      speech.term("Relation", one),
      [one],
    ]),
  ];
  const isChosen = (wanted: readonly Relation[]): boolean => wanted.join() === relations.join();
  return (
    <p class="buttons" role="group" aria-label={words.relationFilter}>
      {some.map(([name, wanted]) => {
        const count = points(all, wanted).length;
        return (
          count > 0 && (
            <button type="button" key={name} aria-pressed={isChosen(wanted)} onClick={() => choose(wanted)}>
              {name} <span class="count">{count}</span>
            </button>
          )
        );
      })}
    </p>
  );
}

function Listed({ found, agreeing }: { found: readonly Point<PartingFragment>[]; agreeing: boolean }) {
  const { words } = useSpeech();
  const [count, setCount] = useState(STEP);
  const shown = useMemo(() => found.slice(0, count), [found, count]);
  if (found.length === 0) return <Empty>{agreeing ? words.noAgreements : words.noPartings}</Empty>;
  return (
    <>
      {shown.map(({ shown: one, others }) => (
        <div class="point" key={one.id}>
          <Parting one={one} />
          {others.length > 0 && <Others others={others} />}
        </div>
      ))}
      {found.length > count && (
        <button type="button" onClick={() => setCount(count + STEP * 2)}>
          {words.more}
        </button>
      )}
    </>
  );
}

function Others({ others }: { others: readonly PartingFragment[] }) {
  const { words } = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <details class="others" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>+ {words.points(others.length)}</summary>
      {open && others.map((one) => <Parting key={one.id} one={one} />)}
    </details>
  );
}
