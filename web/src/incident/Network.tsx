// The graph of an incident, with the filter by whose word it rests on, and the same as a list for everybody.
import { useEffect, useRef, useState } from "preact/hooks";
import { IncidentNetworkDocument, type SpeakerKind } from "../data/operations";
import { layout } from "../network/layout";
import { SPEAKER_KINDS, type Edge, type Network } from "../network/network";
import type { Picture } from "../network/picture";
import { useNetwork } from "../network/useNetwork";
import type { ViewProps } from "../pages/Incident";
import { Awaited, Empty } from "../parts/Feedback";
import { ThingLink } from "../parts/Links";
import { claimsOfIncident } from "../parts/sparql";
import { Take } from "../parts/Take";
import { go, withQuery } from "../route";
import { useSpeech } from "../words/words";

export function NetworkView({ incident, generation, show }: ViewProps) {
  const { words } = useSpeech();
  const [kinds, setKinds] = useState<readonly SpeakerKind[]>(chosenKinds);
  const choose = (next: readonly SpeakerKind[]): void => {
    setKinds(next);
    go(withQuery({ by: next.join(" ").toLowerCase() || null }), { replace: true });
  };
  const [things, setThings] = useState(false);
  const network = useNetwork(incident, kinds, things, generation);
  return (
    <>
      <p class="intro">{words.graphIntro}</p>
      <SpeakerFilter kinds={kinds} choose={choose} />
      <div class="filters">
        <label>
          <input type="checkbox" checked={things} onChange={() => setThings(!things)} /> {words.withThings}
        </label>
      </div>
      <Awaited answer={network} lines={10}>
        {(data) =>
          data.edges.length === 0 ? (
            <Empty>{words.graphEmpty}</Empty>
          ) : (
            <>
              <Drawn network={data} show={show} />
              <List network={data} show={show} />
            </>
          )
        }
      </Awaited>
      <Take
        question={IncidentNetworkDocument}
        variables={network.variables}
        sparql={claimsOfIncident(incident.id)}
        data={network.data}
        name="graph"
        part={`incident/${incident.id.split("/").pop()}`}
      />
    </>
  );
}

function chosenKinds(): SpeakerKind[] {
  const asked = (new URL(location.href).searchParams.get("by") ?? "").toUpperCase().split(" ");
  return SPEAKER_KINDS.filter((kind) => asked.includes(kind));
}

function SpeakerFilter({
  kinds,
  choose,
}: {
  kinds: readonly SpeakerKind[];
  choose: (next: readonly SpeakerKind[]) => void;
}) {
  const speech = useSpeech();
  const { words } = speech;
  const turn = (kind: SpeakerKind): void =>
    choose(kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]);
  return (
    <p class="buttons" role="group" aria-label={words.speakerFilter}>
      <span class="aside">{words.speakerFilter}</span>
      <button type="button" aria-pressed={kinds.length === 0} onClick={() => choose([])}>
        {words.everyone}
      </button>
      {SPEAKER_KINDS.map((kind) => (
        <button type="button" key={kind} aria-pressed={kinds.includes(kind)} onClick={() => turn(kind)}>
          {speech.term("SpeakerKind", kind)}
        </button>
      ))}
    </p>
  );
}

type Drawing = typeof import("../network/picture");

function Drawn({ network, show }: { network: Network; show: ViewProps["show"] }) {
  const speech = useSpeech();
  const { words } = speech;
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<{ picture: Picture; drawing: Drawing }>();
  useEffect(() => {
    const stop = new AbortController();
    let picture: Picture | undefined;
    setDrawn(undefined);
    const links = network.edges.map(({ from, to }): [string, string] => [from, to]);
    void Promise.all([
      import("../network/picture"),
      layout({ nodes: network.nodes.map(({ id }) => id), links }, stop.signal),
    ]).then(async ([drawing, positions]) => {
      if (stop.signal.aborted || !place.current) return;
      picture = await drawing.draw(place.current, network, positions, speech, (id) =>
        show(claimsBehind(network, id)),
      );
      if (stop.signal.aborted) picture.destroy();
      else setDrawn({ picture, drawing });
    });
    return () => {
      stop.abort();
      picture?.destroy();
    };
  }, [network, speech]);
  useRecolour(drawn);
  return (
    <figure class="graph" aria-label={words.graphName}>
      <div
        class="canvas"
        ref={place}
        role="img"
        aria-label={`${words.graphName}: ${words.graphSize(network.nodes.length, network.edges.length)}`}
        data-drawn={drawn ? "" : undefined}
      />
      {!drawn && (
        <p class="laying-out" role="status">
          {words.layingOut}…
        </p>
      )}
      <figcaption>
        <span class="aside">
          {words.graphSize(network.nodes.length, network.edges.length)}. {words.pick}
        </span>
        <span class="buttons">
          <button
            type="button"
            aria-label={words.zoomOut}
            onClick={() => drawn?.drawing.zoomBy(drawn.picture, 1 / 1.3)}
          >
            −
          </button>
          <button
            type="button"
            aria-label={words.zoomIn}
            onClick={() => drawn?.drawing.zoomBy(drawn.picture, 1.3)}
          >
            +
          </button>
          <button type="button" onClick={() => drawn?.drawing.fit(drawn.picture)}>
            {words.fit}
          </button>
        </span>
      </figcaption>
    </figure>
  );
}

/** Follow the theme, as the page does. */
function useRecolour(drawn: { picture: Picture; drawing: Drawing } | undefined): void {
  useEffect(() => {
    if (!drawn) return undefined;
    const recolour = (): void => drawn.drawing.recolour(drawn.picture);
    const watcher = new MutationObserver(recolour);
    watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", recolour);
    return () => {
      watcher.disconnect();
      system.removeEventListener("change", recolour);
    };
  }, [drawn]);
}

function claimsBehind({ edges }: Network, id: string): string[] {
  const here = edges.filter((edge) => edge.id === id || edge.from === id || edge.to === id);
  return [...new Set(here.flatMap((edge) => edge.claims))];
}

function List({ network, show }: { network: Network; show: ViewProps["show"] }) {
  const speech = useSpeech();
  const { words } = speech;
  const byId = new Map(network.nodes.map((node) => [node.id, node]));
  const groups = Map.groupBy(network.edges, (edge: Edge) => edge.predicate);
  return (
    <section class="graph-list">
      <h2>{words.graphList}</h2>
      <div class="columns">
        {[...groups].map(([predicate, edges]) => (
          <section key={predicate}>
            <h3>{speech.term("Predicate", predicate)}</h3>
            <ul>
              {edges.map((edge) => {
                const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
                return (
                  from &&
                  to && (
                    <li key={edge.id} class={edge.polarity === "NEGATIVE" ? "denied" : ""}>
                      {from.kind !== "INCIDENT" && <span class="aside">{from.label} · </span>}
                      <ThingLink thing={to} />{" "}
                      <button type="button" class="quiet" onClick={() => show(edge.claims)}>
                        {edge.polarity === "NEGATIVE" && `${words.denies}: `}
                        {speech.names(edge.speakers)}
                      </button>
                    </li>
                  )
                );
              })}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}
