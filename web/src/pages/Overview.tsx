// The first page: the idea in one example, the incidents with facets, what changed, and the hits of a search.
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { PageProps } from "../app";
import {
  ChangedDocument,
  OverviewDocument,
  SpecimenDocument,
  StateDocument,
  type OverviewQuery,
  type PartingFragment,
} from "../data/operations";
import { useAnswer } from "../data/useAnswer";
import { FACETS, fits, values, type Facet } from "../overview/facets";
import { Found } from "../overview/Found";
import { Awaited, Empty } from "../parts/Feedback";
import { PageLink } from "../parts/Links";
import { Page } from "../parts/Page";
import { Parting } from "../parts/Parting";
import { incidents as asSparql } from "../parts/sparql";
import { Take } from "../parts/Take";
import { go, kept } from "../route";
import { useSpeech } from "../words/words";

type Incident = OverviewQuery["incidents"]["nodes"][number];
const MOST = 200;

export function Overview({ route, generation }: PageProps) {
  const { words } = useSpeech();
  const sought = route.query.get("q")?.trim();
  return (
    <Page title={sought ? words.searchFor(sought) : undefined} className="overview">
      {sought ? <Found text={sought} query={route.query} generation={generation} /> : <Front query={route.query} generation={generation} />}
    </Page>
  );
}

function Front({ query, generation }: { query: URLSearchParams; generation: number | null }) {
  const { words } = useSpeech();
  const variables = { first: MOST, generation, text: null };
  const answer = useAnswer(OverviewDocument, variables);
  return (
    <>
      <div class="hero">
        <h1>{words.tagline}</h1>
        <p class="promise">{words.promise}</p>
      </div>
      <Specimen generation={generation} />
      <Awaited answer={answer} lines={8}>
        {(data) => (
          <Incidents all={data.incidents.nodes} total={data.incidents.totalCount} query={query}>
            <Changed generation={generation} />
          </Incidents>
        )}
      </Awaited>
      <Take question={OverviewDocument} variables={variables} sparql={asSparql()} data={answer.data} name="incidents" />
    </>
  );
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

function Incidents({ all, total, query, children }: { all: readonly Incident[]; total: number; query: URLSearchParams; children: ComponentChildren }) {
  const { words } = useSpeech();
  const chosen = useMemo(() => new Map(FACETS.map((facet) => [facet, query.getAll(facet)])), [query]);
  const shown = all.filter((incident) => FACETS.every((facet) => fits(incident, facet, chosen.get(facet) ?? [])));
  const narrowed = FACETS.some((facet) => chosen.get(facet)?.length);
  return (
    <section class="incidents">
      <div class="incidents-head">
        <h2>{words.incidents}</h2>
        <p class="aside" role="status">
          {words.incidentCount(shown.length, total)}
        </p>
        {narrowed && <a href={kept("/")}>{words.clearFacets}</a>}
      </div>
      <div class="faceted">
        <div class="facets">
          {FACETS.map((facet) => (
            <FacetList key={facet} facet={facet} all={all} chosen={chosen} />
          ))}
        </div>
        <div>
          {shown.length === 0 ? (
            <Empty>{words.noIncident}</Empty>
          ) : (
            <ul class="incident-list">
              {shown.map((incident) => (
                <Entry key={incident.id} incident={incident} />
              ))}
            </ul>
          )}
          {children}
        </div>
      </div>
    </section>
  );
}

function FacetList({ facet, all, chosen }: { facet: Facet; all: readonly Incident[]; chosen: Map<Facet, string[]> }) {
  const speech = useSpeech();
  const { words } = speech;
  const others = all.filter((incident) => FACETS.every((other) => other === facet || fits(incident, other, chosen.get(other) ?? [])));
  const counted = values(others, facet);
  if (counted.length === 0) return null;
  const here = chosen.get(facet) ?? [];
  const turn = (value: string): void => {
    const from = new URL(location.href);
    const next = here.includes(value) ? here.filter((one) => one !== value) : [...here, value];
    from.searchParams.delete(facet);
    next.forEach((one) => from.searchParams.append(facet, one));
    go(from.pathname + from.search, { replace: true });
  };
  return (
    <details class="facet" open={here.length > 0 || (facet !== "month" && matchMedia("(min-width: 46rem)").matches)}>
      <summary>{words.facets[facet]}</summary>
      <ul>
        {counted.slice(0, 12).map(({ value, label, count }) => (
          <li key={value}>
            <label>
              <input type="checkbox" checked={here.includes(value)} onChange={() => turn(value)} />
              <span>{facet === "month" ? speech.day(label) : facet === "kind" ? speech.term("EventType", label) : label}</span>
              <span class="count">{count}</span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Entry({ incident }: { incident: Incident }) {
  const speech = useSpeech();
  const { words } = speech;
  const outlets = [...new Set(incident.articles.nodes.map((article) => article.publisher.label))];
  const days = incident.articles.nodes.flatMap((article) => article.published ?? []).sort();
  const sectors = [...new Map(incident.affectedSectors.map((link) => [link.node.id, link.node.label])).values()];
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
        {days[0] && <> · {days[0] === days.at(-1) ? speech.day(days[0]) : `${speech.day(days[0])} – ${speech.day(days.at(-1) ?? null)}`}</>}
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
                    <span class={`tag ${change.way.toLowerCase()}`}>{words.ways[change.way]}</span> {change.text}
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
