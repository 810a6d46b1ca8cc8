// From whom each point comes in the end: claims that carry one origin stand together, however often repeated.
import { useMemo, useState } from "preact/hooks";
import { IncidentOriginsDocument, type IncidentOriginsQuery, type Polarity } from "../data/operations";
import type { Speaker } from "../data/kinds";
import { useAnswer } from "../data/useAnswer";
import type { ViewProps } from "../pages/Incident";
import { Awaited, Empty } from "../parts/Feedback";
import { SpeakerLink } from "../parts/Links";
import { Mark } from "../parts/Mark";
import { claimsOfIncident } from "../parts/sparql";
import { Take } from "../parts/Take";
import { useSpeech } from "../words/words";
import { lettersOf } from "./accounts";

type Node = NonNullable<IncidentOriginsQuery["incident"]>["propositions"]["nodes"][number];
type Claim = Node["claims"]["nodes"][number];

interface Source {
  origin: Speaker;
  claims: Claim[];
}

interface Matter {
  proposition: Node;
  polarity: Polarity;
  sources: Source[];
  count: number;
  bounds: { lower: number; upper: number };
}

const FIRST = 200;

export function Origins({ incident, generation, show }: ViewProps) {
  const { words } = useSpeech();
  const variables = { incident: incident.id, first: FIRST, generation };
  const answer = useAnswer(IncidentOriginsDocument, variables);
  const [shared, setShared] = useState(true);
  return (
    <>
      <p class="intro">{words.originsIntro}</p>
      <div class="filters">
        <label>
          <input type="checkbox" checked={shared} onChange={() => setShared(!shared)} /> {words.onlyShared}
        </label>
      </div>
      <Awaited answer={answer} lines={8}>
        {(data) => (
          <Matters
            nodes={data.incident?.propositions.nodes ?? []}
            shared={shared}
            incident={incident}
            show={show}
          />
        )}
      </Awaited>
      <Take
        question={IncidentOriginsDocument}
        variables={variables}
        sparql={claimsOfIncident(incident.id)}
        data={answer.data}
        name="origins"
        part={`incident/${incident.id.split("/").pop()}`}
      />
    </>
  );
}

function Matters({
  nodes,
  shared,
  incident,
  show,
}: {
  nodes: readonly Node[];
  shared: boolean;
  incident: ViewProps["incident"];
  show: ViewProps["show"];
}) {
  const speech = useSpeech();
  const { words } = speech;
  const letters = lettersOf(incident);
  const found = useMemo(
    () =>
      nodes
        .flatMap(matters)
        .filter((one) => !shared || one.count > 1)
        .sort(
          (one, other) =>
            other.bounds.upper - one.bounds.upper ||
            other.bounds.lower - one.bounds.lower ||
            other.count - one.count,
        ),
    [nodes, shared],
  );
  if (found.length === 0) return <Empty>{words.nothing}</Empty>;
  return (
    <ul class="origins" aria-label={words.originsName}>
      {found.map((one) => (
        <li key={one.proposition.id + one.polarity}>
          <p class="origin-head">
            <span class="claim-said">{speech.said(one.proposition, incident.id)}</span>
            <span class="tag">{one.polarity === "POSITIVE" ? words.saysSo : words.denies}</span>
            <span class="strong">{words.originCount(one.bounds.lower, one.bounds.upper)}</span>
            <span class="aside">{words.repeatedBy(one.count)}</span>
          </p>
          <ul class="sources">
            {one.sources.map(({ origin, claims }) => (
              <li key={origin.id}>
                <SpeakerLink speaker={origin} />
                <span class="carried">
                  {claims.map((claim) => (
                    <button type="button" class="word" key={claim.id} onClick={() => show([claim.id])}>
                      <Mark stance={claim} small />
                      <span>
                        {speech.names(claim.holders)}{" "}
                        <span class="letter small">{letters.get(claim.article.id)}</span>
                      </span>
                      <span class="unseen"> {speech.stance(claim)}</span>
                    </button>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function matters(proposition: Node): Matter[] {
  return (["POSITIVE", "NEGATIVE"] as const).flatMap((polarity) => {
    const claims: Claim[] = proposition.claims.nodes.filter((claim) => claim.polarity === polarity);
    if (claims.length === 0) return [];
    const grouped = new Map<string, Source>();
    for (const claim of claims) {
      const origin = claim.origin ?? claim.holders[0];
      if (!origin) continue;
      const known = grouped.get(origin.id) ?? { origin, claims: [] as Claim[] };
      known.claims.push(claim);
      grouped.set(origin.id, known);
    }
    const sources = [...grouped.values()];
    const known = proposition.corroboration.find((one) => one.polarity === polarity);
    const bounds = known ?? { lower: sources.length, upper: sources.length };
    return [{ proposition, polarity, sources, count: claims.length, bounds }];
  });
}
