// The page of whatever is named: what it is called, what is claimed of it across incidents, what it says itself.
import type { PageProps } from "../app";
import type { Named, Speaker } from "../data/kinds";
import { EntityPageDocument, type EntityPageQuery, type SideFragment } from "../data/operations";
import { useAnswer } from "../data/useAnswer";
import { ClaimRows } from "../parts/ClaimRow";
import { Awaited, Empty, Missing } from "../parts/Feedback";
import { PageLink, ThingLink } from "../parts/Links";
import { Page } from "../parts/Page";
import { claimsOnEntity } from "../parts/sparql";
import { Take } from "../parts/Take";
import { useSpeech } from "../words/words";

type Found = NonNullable<EntityPageQuery["entity"]>;
type Told = SideFragment & { article: { incidents: { id: string; label: string }[] } };
const FIRST = 60;

export function EntityPage({ route, generation }: PageProps) {
  const speech = useSpeech();
  const variables = { entity: route.id, first: FIRST, generation };
  const answer = useAnswer(EntityPageDocument, variables);
  const entity = answer.data?.entity;
  if (answer.data && !entity) return <Missing />;
  return (
    <Page title={entity?.label} kind={entity && speech.term("Kind", entity.kind)}>
      <Awaited answer={answer}>{() => entity && <Known entity={entity} />}</Awaited>
      <Take
        question={EntityPageDocument}
        variables={variables}
        sparql={claimsOnEntity(route.id)}
        data={answer.data}
        name="entity"
      />
    </Page>
  );
}

function Known({ entity }: { entity: Found }) {
  const { words } = useSpeech();
  return (
    <>
      <h1>{entity.label}</h1>
      <Particulars entity={entity} />
      <div class="two-columns">
        <section>
          <h2>
            {words.saidOf} <span class="count">{entity.claims.totalCount}</span>
          </h2>
          {entity.claims.nodes.length === 0 && <Empty>{words.nobodySpeaks}</Empty>}
          <ByIncident claims={entity.claims.nodes} />
        </section>
        <section>
          <h2>
            {words.itSays} <span class="count">{entity.said.totalCount}</span>
          </h2>
          {entity.said.nodes.length === 0 && <Empty>{words.itIsSilent}</Empty>}
          <ByIncident claims={entity.said.nodes} />
        </section>
      </div>
    </>
  );
}

function ByIncident({ claims }: { claims: readonly Told[] }) {
  const groups = Map.groupBy(claims, (claim) => claim.article.incidents[0]?.id ?? "");
  return (
    <>
      {[...groups].map(([id, some]) => (
        <section key={id}>
          {id && (
            <h3>
              <PageLink page="incident" id={id}>
                {some[0]?.article.incidents[0]?.label}
              </PageLink>
            </h3>
          )}
          <ClaimRows claims={some} />
        </section>
      ))}
    </>
  );
}

function Particulars({ entity }: { entity: Found }) {
  const speech = useSpeech();
  const { words } = speech;
  const more = entity as Speaker & { speaksFor?: Named | null; country?: Named | null; jobTitle?: string[] };
  const rows: [string, preact.ComponentChildren][] = [
    [words.footing, more.speakerKind && speech.term("SpeakerKind", more.speakerKind)],
    [words.jobTitle, more.jobTitle?.join(", ")],
    [words.alsoCalled, entity.aliases.join(", ")],
    [words.speaksFor, more.speaksFor && <ThingLink thing={more.speaksFor} />],
    [words.country, more.country && <ThingLink thing={more.country} />],
    [words.partOf, things(entity.partOf)],
    [words.memberOf, things(entity.memberOf)],
    [words.sameAs, entity.sameAs.join(", ")],
    [words.identifier, entity.identifiers.join(", ")],
  ];
  const given = rows.filter(([, value]) => value);
  return given.length === 0 ? null : (
    <dl class="facts wide">
      {given.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function things(some: readonly Named[]): preact.ComponentChildren {
  if (some.length === 0) return null;
  return some.map((one, index) => (
    <span key={one.id}>
      {index > 0 && ", "}
      <ThingLink thing={one} />
    </span>
  ));
}
