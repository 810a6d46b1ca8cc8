// The first page: the idea in one example, the incidents with facets, what changed, and the hits of a search.
import type { ComponentChildren } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { PageProps } from "../app";
import {
  ChangedDocument,
  OverviewDocument,
  SpecimenDocument,
  StateDocument,
  type IncidentLineFragment,
  type OverviewQuery,
  type PartingFragment,
} from "../data/operations";
import { useAnswer } from "../data/useAnswer";
import {
  choiceOf,
  countsOf,
  FACETS,
  isNarrowed,
  variablesOf,
  type Choice,
  type Facet,
} from "../overview/facets";
import { Found } from "../overview/Found";
import { Awaited, Empty } from "../parts/Feedback";
import { PageLink } from "../parts/Links";
import { Page } from "../parts/Page";
import { Parting } from "../parts/Parting";
import { incidents as asSparql } from "../parts/sparql";
import { Take } from "../parts/Take";
import { go, kept } from "../route";
import { useSpeech } from "../words/words";

const STEP = 50;

export function Overview({ route, generation }: PageProps) {
  const { words } = useSpeech();
  const sought = route.query.get("q")?.trim();
  return (
    <Page title={sought ? words.searchFor(sought) : undefined} className="overview">
      {sought ? (
        <Found text={sought} query={route.query} generation={generation} />
      ) : (
        <Front query={route.query} generation={generation} />
      )}
    </Page>
  );
}

function Front({ query, generation }: { query: URLSearchParams; generation: number | null }) {
  const { words } = useSpeech();
  const [first, setFirst] = useState(STEP);
  const choice = choiceOf(query);
  const variables = variablesOf(choice, first, generation);
  const answer = useAnswer(OverviewDocument, variables);
  const last = useLast(answer.data);
  const shown = answer.error ? answer : { ...answer, data: answer.data ?? last };
  return (
    <>
      <div class="hero">
        <h1>{words.tagline}</h1>
        <p class="promise">{words.promise}</p>
      </div>
      <Specimen generation={generation} />
      <Awaited answer={shown} lines={8}>
        {(data) => (
          <Incidents
            data={data}
            choice={choice}
            more={() => setFirst((count) => Math.min(500, count + 2 * STEP))}
          >
            <Changed generation={generation} />
          </Incidents>
        )}
      </Awaited>
      <Take
        question={OverviewDocument}
        variables={variables}
        sparql={asSparql()}
        data={answer.data}
        name="incidents"
        part="all"
      />
    </>
  );
}

/** What was there last, so that the list does not vanish while another choice is awaited. */
function useLast<T>(value: T | undefined): T | undefined {
  const last = useRef(value);
  if (value !== undefined) last.current = value;
  return last.current;
}

function Specimen({ generation }: { generation: number | null }) {
  const { words } = useSpeech();
  const answer = useAnswer(SpecimenDocument, { generation });
  const shown = useMemo(() => plainest(answer.data?.comparisons.nodes ?? []), [answer.data]);
  if (!shown) return null;
  return (
    <section class="specimen" aria-label={words.specimen}>
      <Parting one={shown} featured />
    </section>
  );
}

/** The example that explains itself: yes against no on one proposition, by two speakers, in short words. */
function plainest(some: readonly PartingFragment[]): PartingFragment | undefined {
  const cost = ({ left, right }: PartingFragment): number =>
    Number(left.proposition.id !== right.proposition.id) * 400 +
    Number(left.polarity === right.polarity) * 1000 +
    Number(left.holders[0]?.id === right.holders[0]?.id) * 800 +
    Number(left.article.publisher.id === right.article.publisher.id) * 200 +
    left.evidence.quote.length +
    right.evidence.quote.length;
  return [...some].sort((one, other) => cost(one) - cost(other))[0];
}

function Incidents({
  data,
  choice,
  more,
  children,
}: {
  data: OverviewQuery;
  choice: Choice;
  more: () => void;
  children: ComponentChildren;
}) {
  const { words } = useSpeech();
  const { nodes, totalCount } = data.incidents;
  return (
    <section class="incidents">
      <div class="incidents-head">
        <h2>{words.incidents}</h2>
        <p class="aside" role="status">
          {words.incidentCount(totalCount, data.all.totalCount)}
        </p>
        {isNarrowed(choice) && <a href={kept("/")}>{words.clearFacets}</a>}
      </div>
      <div class="faceted">
        <div class="facets">
          {FACETS.map((facet) => (
            <FacetList key={facet} facet={facet} data={data} chosen={choice[facet]} />
          ))}
        </div>
        <div>
          {nodes.length === 0 ? (
            <Empty>{words.noIncident}</Empty>
          ) : (
            <ul class="incident-list">
              {nodes.map((incident) => (
                <Entry key={incident.id} incident={incident} />
              ))}
            </ul>
          )}
          {totalCount > nodes.length && (
            <button type="button" onClick={more}>
              {words.more}
            </button>
          )}
          {children}
        </div>
      </div>
    </section>
  );
}

function FacetList({ facet, data, chosen }: { facet: Facet; data: OverviewQuery; chosen: string[] }) {
  const speech = useSpeech();
  const { words } = speech;
  const counted = countsOf(data, facet).facets.flatMap(({ key, ...rest }) => (key ? [{ key, ...rest }] : []));
  if (counted.length === 0) return null;
  const turn = (value: string): void => {
    const from = new URL(location.href);
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    from.searchParams.delete(facet);
    next.forEach((one) => from.searchParams.append(facet, one));
    go(from.pathname + from.search, { replace: true });
  };
  const wide = matchMedia("(min-width: 46rem)").matches;
  return (
    <details class="facet" open={chosen.length > 0 || (facet !== "month" && wide)}>
      <summary>{words.facets[facet]}</summary>
      <ul>
        {counted.map(({ key, label, count }) => (
          <li key={key}>
            <label>
              <input type="checkbox" checked={chosen.includes(key)} onChange={() => turn(key)} />
              <span>
                {facet === "month"
                  ? speech.day(key)
                  : facet === "kind"
                    ? speech.term("EventType", key)
                    : label}
              </span>
              <span class="count">{count}</span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Entry({ incident }: { incident: IncidentLineFragment }) {
  const speech = useSpeech();
  const { words } = speech;
  const outlets = [...new Set(incident.articles.nodes.map((article) => article.publisher.label))];
  const days = incident.articles.nodes.flatMap((article) => article.published ?? []).sort();
  const sectors = [
    ...new Map(incident.affectedSectors.map((link) => [link.node.id, link.node.label])).values(),
  ];
  return (
    <li>
      <h3>
        <PageLink page="incident" id={incident.id}>
          {incident.label}
        </PageLink>
      </h3>
      <p>
        {words.incidentLine(incident.articles.totalCount, incident.claims.totalCount)}
        {incident.eventType && <> · {speech.term("EventType", incident.eventType)}</>}
        {days[0] && (
          <>
            {" "}
            ·{" "}
            {days[0] === days.at(-1)
              ? speech.day(days[0])
              : `${speech.day(days[0])} – ${speech.day(days.at(-1) ?? null)}`}
          </>
        )}
      </p>
      <p class="aside">{outlets.join(", ")}</p>
      {sectors.length > 0 && (
        <p class="tags">
          {sectors.slice(0, 6).map((sector) => (
            <span class="tag" key={sector}>
              {sector}
            </span>
          ))}
        </p>
      )}
    </li>
  );
}

function Changed({ generation }: { generation: number | null }) {
  const speech = useSpeech();
  const { words } = speech;
  const state = useAnswer(StateDocument, {});
  const numbers = (state.data?.generations ?? []).map((one) => one.number).sort((one, other) => one - other);
  const to = generation ?? numbers.at(-1);
  const from = numbers.filter((number) => to !== undefined && number < to).at(-1);
  const wanted = to !== undefined && from !== undefined;
  const answer = useAnswer(ChangedDocument, { from: String(from), to: String(to) }, wanted);
  if (to === undefined) return null;
  return (
    <section class="changed">
      <h2>{wanted ? words.changed(from, to) : words.first(to)}</h2>
      {wanted && (
        <Awaited answer={answer}>
          {({ changes }) => (
            <>
              {changes.counts.length === 0 && <Empty>{words.unchanged}</Empty>}
              <ul class="counts">
                {changes.counts.map(({ kind, way, count }) => (
                  <li key={kind + way}>
                    <span class="figure">{count}</span> {words.changeKinds[kind]} {words.ways[way]}
                  </li>
                ))}
              </ul>
              <ul class="change-list">
                {changes.changes.map((change) => (
                  <li key={change.kind + change.id + change.way}>
                    <span class={`tag ${change.way.toLowerCase()}`}>{words.ways[change.way]}</span>{" "}
                    {change.text}
                    {change.why && <span class="aside"> ({change.why})</span>}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Awaited>
      )}
    </section>
  );
}
