// Links to things, which keep the state of the graph that is looked at.
import type { ComponentChildren } from "preact";
import type { Named, Speaker } from "../data/kinds";
import { kept, pathOf, pathOfThing, type ThingPage } from "../route";
import { useSpeech } from "../words/words";

const PAGELESS = new Set(["DATE", "QUANTITY", "MONEY"]);

export function ThingLink({ thing, children }: { thing: Named; children?: ComponentChildren }) {
  if (PAGELESS.has(thing.kind)) return <>{children ?? thing.label}</>;
  return <a href={kept(pathOfThing(thing.id, thing.kind))}>{children ?? thing.label}</a>;
}

export function PageLink({
  page,
  id,
  view,
  current,
  children,
}: {
  page: ThingPage;
  id: string;
  view?: string;
  current?: boolean;
  children: ComponentChildren;
}) {
  return (
    <a href={kept(pathOf(page, id, view))} aria-current={current ? "page" : undefined}>
      {children}
    </a>
  );
}

/** A speaker, with on what footing it speaks. */
export function SpeakerLink({ speaker }: { speaker: Speaker }) {
  const speech = useSpeech();
  const { speakerKind } = speaker;
  return (
    <span class="speaker">
      <ThingLink thing={speaker} />
      {speakerKind && (
        <span class={`footing ${speakerKind.toLowerCase()}`}>{speech.term("SpeakerKind", speakerKind)}</span>
      )}
    </span>
  );
}

export function Speakers({ some }: { some: readonly Speaker[] }) {
  const { words } = useSpeech();
  return (
    <>
      {some.map((one, index) => (
        <span key={one.id}>
          {index > 0 && words.jointly}
          <SpeakerLink speaker={one} />
        </span>
      ))}
    </>
  );
}
