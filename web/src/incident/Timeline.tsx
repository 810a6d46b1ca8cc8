// The timeline: what is said to have happened when, with bars as wide as the words leave it open.
import { scaleUtc } from "d3-scale";
import { useMemo } from "preact/hooks";
import { IncidentTimelineDocument, type IncidentTimelineQuery } from "../data/operations";
import { useAnswer } from "../data/useAnswer";
import type { ViewProps } from "../pages/Incident";
import { Awaited, Empty } from "../parts/Feedback";
import { Mark } from "../parts/Mark";
import { claimsOfIncident } from "../parts/sparql";
import { Take } from "../parts/Take";
import { useSpeech } from "../words/words";

type Entry = NonNullable<IncidentTimelineQuery["incident"]>["timeline"][number];
const DAY = 86_400_000;

interface Scale {
  place: (time: number) => number; // percent of the width
  from: number;
  to: number;
  ticks: { at: number; label: string }[];
}

export function Timeline({ incident, generation, show }: ViewProps) {
  const { words } = useSpeech();
  const variables = { incident: incident.id, generation };
  const answer = useAnswer(IncidentTimelineDocument, variables);
  return (
    <>
      <p class="intro">{words.timelineIntro}</p>
      <Awaited answer={answer} lines={8}>
        {(data) => <Course entries={data.incident?.timeline ?? []} incident={incident.id} show={show} />}
      </Awaited>
      <Take
        question={IncidentTimelineDocument}
        variables={variables}
        sparql={claimsOfIncident(incident.id)}
        data={answer.data}
        name="timeline"
        part={`incident/${incident.id.split("/").pop()}`}
      />
    </>
  );
}

function Course({
  entries,
  incident,
  show,
}: {
  entries: readonly Entry[];
  incident: string;
  show: ViewProps["show"];
}) {
  const speech = useSpeech();
  const { words } = speech;
  const scale = useMemo(() => scaleOf(entries, speech.locale), [entries, speech]);
  if (entries.length === 0 || !scale) return <Empty>{words.noTimeline}</Empty>;
  return (
    <div class="timeline">
      <div class="axis" aria-hidden="true">
        <div class="track">
          {scale.ticks.map(({ at, label }) => (
            <span class="tick" key={label + at} style={{ left: `${at}%` }}>
              {label}
            </span>
          ))}
        </div>
      </div>
      <ol aria-label={words.timelineName}>
        {entries.map((entry) => (
          <Moment
            key={entry.time.edtf + entry.proposition.id}
            entry={entry}
            scale={scale}
            incident={incident}
            show={show}
          />
        ))}
      </ol>
    </div>
  );
}

function Moment({
  entry,
  scale,
  incident,
  show,
}: {
  entry: Entry;
  scale: Scale;
  incident: string;
  show: ViewProps["show"];
}) {
  const speech = useSpeech();
  const { words } = speech;
  const { time, claims } = entry;
  return (
    <li>
      <div class="when">
        <span class="strong">{time.label}</span>
        {!time.latest && time.earliest && <span class="aside">{words.openEnd}</span>}
        {!time.earliest && time.latest && <span class="aside">{words.openStart}</span>}
        {time.basis && <span class="aside">{time.basis}</span>}
      </div>
      <Bar entry={entry} scale={scale} />
      <div class="what">
        <p>{speech.said(entry.proposition, incident)}</p>
        <p class="voices">
          {claims.map((claim) => (
            <button type="button" class="word" key={claim.id} onClick={() => show([claim.id])}>
              <Mark stance={claim} small />
              <span>{speech.names(claim.holders)}</span>
              <span class="unseen"> {speech.stance(claim)}</span>
            </button>
          ))}
        </p>
      </div>
    </li>
  );
}

function Bar({ entry, scale }: { entry: Entry; scale: Scale }) {
  const { earliest, latest, basis } = entry.time;
  const left = scale.place(earliest ? Date.parse(earliest) : scale.from);
  const right = scale.place(latest ? Date.parse(latest) + DAY : scale.to);
  const denied = entry.claims.every((claim) => claim.polarity === "NEGATIVE");
  const open = `${earliest ? "" : " open-start"}${latest ? "" : " open-end"}`;
  return (
    <div class="track" aria-hidden="true">
      {scale.ticks.map(({ at }) => (
        <span class="grid" key={at} style={{ left: `${at}%` }} />
      ))}
      <span
        class={`bar${denied ? " denied" : ""}${basis ? " inferred" : ""}${open}`}
        style={{ left: `${left}%`, width: `${Math.max(right - left, 0)}%` }}
      />
    </div>
  );
}

function scaleOf(entries: readonly Entry[], locale: string): Scale | null {
  const days = entries.flatMap(({ time }) =>
    [time.earliest, time.latest].flatMap((day) => (day ? [Date.parse(day)] : [])),
  );
  const known = days.filter((day) => !Number.isNaN(day));
  if (known.length === 0) return null;
  const [from, to] = [Math.min(...known), Math.max(...known) + DAY];
  const margin = Math.max((to - from) * 0.04, DAY);
  const scale = scaleUtc([from - margin, to + margin], [0, 100]);
  const all = scale.ticks(4);
  const ticks = all.filter((_, index) => index % Math.ceil(all.length / 5) === 0);
  const format = new Intl.DateTimeFormat(locale, tickParts(ticks));
  return {
    place: (time) => scale(time),
    from: from - margin,
    to: to + margin,
    ticks: ticks.map((tick) => ({ at: scale(tick), label: format.format(tick) })),
  };
}

function tickParts(ticks: readonly Date[]): Intl.DateTimeFormatOptions {
  const [first, second] = ticks;
  const apart = first && second ? second.getTime() - first.getTime() : 0;
  if (apart > 300 * DAY) return { year: "numeric", timeZone: "UTC" };
  if (apart > 25 * DAY) return { year: "numeric", month: "short", timeZone: "UTC" };
  return { month: "short", day: "numeric", timeZone: "UTC" };
}
