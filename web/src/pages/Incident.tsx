// The page of an incident: one sentence that names no winner, and six ways to look at who says what.
import { useCallback, useState } from "preact/hooks";
import type { PageProps } from "../app";
import { IncidentDocument, IncidentPointsDocument, type IncidentQuery } from "../data/operations";
import { useAnswer } from "../data/useAnswer";
import { usePages } from "../data/usePages";
import { lettersOf, ordered } from "../incident/accounts";
import { Ladder } from "../incident/Ladder";
import { Matrix } from "../incident/Matrix";
import { NetworkView } from "../incident/Network";
import { Origins } from "../incident/Origins";
import { Partings } from "../incident/Partings";
import { AGREEING, PARTING, points } from "../incident/points";
import { Timeline } from "../incident/Timeline";
import { ClaimPanel } from "../parts/ClaimPanel";
import { Awaited, Missing } from "../parts/Feedback";
import { PageLink } from "../parts/Links";
import { Page } from "../parts/Page";
import { kept } from "../route";
import { useSpeech } from "../words/words";

export type Found = NonNullable<IncidentQuery["incident"]>;

export interface ViewProps {
  incident: Found;
  generation: number | null;
  show: (claims: readonly string[]) => void;
}

const VIEWS = {
  matrix: Matrix,
  partings: Partings,
  ladder: Ladder,
  timeline: Timeline,
  graph: NetworkView,
  origins: Origins,
};
type View = keyof typeof VIEWS;
const FIRST = 60; // rows that are there at once; the others follow
const MOST = 500;

export function IncidentPage({ route, generation }: PageProps) {
  const speech = useSpeech();
  const first = useAnswer(IncidentDocument, { incident: route.id, rows: FIRST, generation });
  const longer = (first.data?.incident?.accountMatrix.totalCount ?? 0) > FIRST;
  const whole = useAnswer(IncidentDocument, { incident: route.id, rows: MOST, generation }, longer);
  const incident = whole.data?.incident ?? first.data?.incident;
  const view = (route.view in VIEWS ? route.view : "matrix") as View;
  if (first.data && !incident) return <Missing />;
  return (
    <Page title={incident && `${incident.label} · ${speech.words.views[view]}`} className="incident-page">
      <Awaited answer={first} lines={10}>
        {() => incident && <Shown key={view} incident={incident} view={view} generation={generation} />}
      </Awaited>
    </Page>
  );
}

function Shown({ incident, view, generation }: { incident: Found; view: View; generation: number | null }) {
  const speech = useSpeech();
  const { words } = speech;
  const [claims, setClaims] = useState<readonly string[]>([]);
  const close = useCallback(() => setClaims([]), []);
  const Chosen = VIEWS[view];
  return (
    <>
      <p class="kind">
        <a href={kept("/")}>{words.incidents}</a>
        {incident.eventType && <> · {speech.term("EventType", incident.eventType)}</>}
      </p>
      <h1>{incident.label}</h1>
      <Headline incident={incident} generation={generation} />
      <Accounts incident={incident} short={view !== "matrix"} />
      <nav class="tabs" aria-label={words.viewsName}>
        {(Object.keys(VIEWS) as View[]).map((one) => (
          <PageLink
            key={one}
            page="incident"
            id={incident.id}
            view={one === "matrix" ? "" : one}
            current={one === view}
          >
            {words.views[one]}
          </PageLink>
        ))}
      </nav>
      <div class={claims.length > 0 ? "with-panel" : ""}>
        <div class="view">
          <Chosen incident={incident} generation={generation} show={setClaims} />
        </div>
        {claims.length > 0 && <ClaimPanel claims={claims} generation={generation} close={close} />}
      </div>
    </>
  );
}

/** How the accounts stand to each other, in one sentence. */
function Headline({ incident, generation }: { incident: Found; generation: number | null }) {
  const { words } = useSpeech();
  const compared = usePages(
    IncidentPointsDocument,
    { incident: incident.id, generation, after: null },
    (data) => data.incident?.comparisons,
  );
  const speakers = new Set(
    incident.accountMatrix.rows.flatMap((row) => row.cells.map((cell) => cell.holder.id)),
  );
  const complete = incident.accountMatrix.rows.length >= Math.min(MOST, incident.accountMatrix.totalCount);
  return (
    <p class="headline" aria-busy={!compared.complete || !complete}>
      {words.headline(
        incident.articles.totalCount,
        complete ? speakers.size : null,
        incident.claims.totalCount,
      )}
      .{" "}
      {compared.complete &&
        compared.data &&
        words.meets(points(compared.data, AGREEING).length, points(compared.data, PARTING).length)}
    </p>
  );
}

function Accounts({ incident, short }: { incident: Found; short: boolean }) {
  const speech = useSpeech();
  const letters = lettersOf(incident);
  return (
    <ul class={short ? "accounts short" : "accounts"} aria-label={speech.words.theAccounts}>
      {ordered(incident).map((article) => (
        <li key={article.id}>
          <span class="letter" aria-hidden="true">
            {letters.get(article.id)}
          </span>
          <span>
            <PageLink page="article" id={article.id}>
              <span class="strong">{article.publisher.label}</span>
              <span class="aside">, {speech.day(article.published)}</span>
              {!short && (
                <span class="headline-of" lang={article.language}>
                  {article.title}
                </span>
              )}
            </PageLink>
            {article.withdrawn && (
              <span class="tag">{speech.words.withdrawn(speech.day(article.withdrawn))}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
