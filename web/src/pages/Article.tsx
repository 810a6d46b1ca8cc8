// The page of an article: its text with every claim marked in place, and who says it unfolded beside.
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { PageProps } from "../app";
import { ArticlePageDocument, type ArticlePageQuery } from "../data/operations";
import { paragraphs, type Piece } from "../data/text";
import { useAnswer } from "../data/useAnswer";
import { ClaimCard } from "../parts/ClaimCard";
import { Awaited, Empty, Missing } from "../parts/Feedback";
import { PageLink, ThingLink } from "../parts/Links";
import { Mark } from "../parts/Mark";
import { Page } from "../parts/Page";
import { claimsOfArticle } from "../parts/sparql";
import { Take } from "../parts/Take";
import { go, withQuery } from "../route";
import { useSpeech } from "../words/words";

type Found = Extract<ArticlePageQuery["node"], { claims: unknown }>;
type Claim = Found["claims"]["nodes"][number];

export function ArticlePage({ route, generation }: PageProps) {
  const { words } = useSpeech();
  const variables = { article: route.id, generation };
  const answer = useAnswer(ArticlePageDocument, variables);
  const article = answer.data?.node as Found | null | undefined;
  if (answer.data && (!article || !("claims" in article))) return <Missing />;
  return (
    <Page title={article?.title ?? article?.publisher.label} kind={words.article} className="article-page">
      <Awaited answer={answer} lines={12}>
        {() => article && <Told article={article} chosen={route.query.get("claim") ?? ""} />}
      </Awaited>
      <Take
        question={ArticlePageDocument}
        variables={variables}
        sparql={claimsOfArticle(route.id)}
        data={answer.data}
        name="article"
        part={`article/${keyOf(route.id)}`}
      />
    </Page>
  );
}

function Told({ article, chosen }: { article: Found; chosen: string }) {
  const speech = useSpeech();
  const { words } = speech;
  const claims = article.claims.nodes;
  return (
    <>
      <h1 lang={article.language}>{article.title ?? article.publisher.label}</h1>
      <p class="byline">
        <ThingLink thing={article.publisher} /> · {speech.day(article.published)}
        {article.incidents.map((incident) => (
          <span key={incident.id}>
            {" · "}
            <PageLink page="incident" id={incident.id}>
              {incident.label}
            </PageLink>
          </span>
        ))}
        {article.withdrawn && <span class="tag">{words.withdrawn(speech.day(article.withdrawn))}</span>}
      </p>
      <p class="intro">{claims.length > 0 ? words.articleIntro : words.noClaims}</p>
      <div class="evidence">
        {article.text === null ? (
          <Empty>{words.textMissing}</Empty>
        ) : (
          <Text text={article.text} article={article} chosen={chosen} />
        )}
        <Beside claims={claims} chosen={chosen} />
      </div>
      <Provenance article={article} />
    </>
  );
}

function Text({ text, article, chosen }: { text: string; article: Found; chosen: string }) {
  const { words } = useSpeech();
  const place = useRef<HTMLElement>(null);
  const byId = useMemo(() => new Map(article.claims.nodes.map((claim) => [claim.id, claim])), [article]);
  const lines = useMemo(() => {
    const spans = article.claims.nodes.map(({ id, evidence }) => ({
      id,
      start: evidence.start,
      end: evidence.end,
    }));
    return paragraphs(text, spans);
  }, [text, article]);
  useEffect(() => {
    if (chosen) place.current?.querySelector(".hit.chosen")?.scrollIntoView({ block: "center" });
  }, [chosen, text]);
  return (
    <section class="story" ref={place} lang={article.language} aria-label={words.textName}>
      {lines.map((line, index) => (
        <p key={index}>
          {line.map((piece, part) => (
            <Words key={part} piece={piece} byId={byId} chosen={chosen} />
          ))}
        </p>
      ))}
    </section>
  );
}

function Words({ piece, byId, chosen }: { piece: Piece; byId: Map<string, Claim>; chosen: string }) {
  const speech = useSpeech();
  const here = piece.claims.find((id) => keyOf(id) === chosen);
  const claim = byId.get(here ?? piece.claims[0] ?? "");
  if (!claim) return <>{piece.text}</>;
  const side =
    claim.certainty === "UNDERSPECIFIED" ? "none" : claim.polarity === "POSITIVE" ? "says" : "denies";
  return (
    <a
      class={`hit ${side}${here ? " chosen" : ""}`}
      href={withQuery({ claim: keyOf(claim.id) })}
      title={`${speech.names(claim.holders)}: ${speech.stance(claim)}`}
      aria-current={here ? "true" : undefined}
    >
      {piece.text}
    </a>
  );
}

function Beside({ claims, chosen }: { claims: readonly Claim[]; chosen: string }) {
  const speech = useSpeech();
  const { words } = speech;
  const index = claims.findIndex((claim) => keyOf(claim.id) === chosen);
  const claim = claims[index];
  const step = (by: number): void => {
    const next = claims[(index + by + claims.length) % claims.length];
    if (next) go(withQuery({ claim: keyOf(next.id) }), { replace: true });
  };
  if (!claim) return <Outline claims={claims} />;
  const same = claims.filter((one) => one !== claim && overlaps(one, claim));
  return (
    <aside class="beside" aria-label={words.claim} aria-live="polite">
      <nav class="stepper" aria-label={words.claims}>
        <button type="button" onClick={() => step(-1)} aria-label={words.previous}>
          ←
        </button>
        <span>{words.claimOf(index + 1, claims.length)}</span>
        <button type="button" onClick={() => step(1)} aria-label={words.next}>
          →
        </button>
        <a class="quiet close" href={withQuery({ claim: null })} aria-label={words.claimClose}>
          ✕
        </a>
      </nav>
      <p class="chain-sentence">{speech.language === "en" ? claim.sentence : speech.chain(claim.chain)}</p>
      <ClaimCard claim={claim} inside="article" />
      {same.length > 0 && (
        <>
          <p class="aside">{words.overlapping(same.length + 1)}</p>
          <OutlineList claims={same} />
        </>
      )}
    </aside>
  );
}

function Outline({ claims }: { claims: readonly Claim[] }) {
  const { words } = useSpeech();
  return (
    <aside class="beside outline" aria-label={words.claims}>
      <h2>
        {words.claims} <span class="count">{claims.length}</span>
      </h2>
      <OutlineList claims={claims} />
    </aside>
  );
}

function OutlineList({ claims }: { claims: readonly Claim[] }) {
  const speech = useSpeech();
  return (
    <ul class="outline-list">
      {claims.map((claim) => (
        <li key={claim.id}>
          <Mark stance={claim} />
          <a href={withQuery({ claim: keyOf(claim.id) })}>
            {speech.said(claim.proposition)} <span class="aside">{speech.names(claim.holders)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Provenance({ article }: { article: Found }) {
  const speech = useSpeech();
  const { words } = speech;
  const rows: [string, preact.ComponentChildren][] = [
    [words.published, speech.day(article.published)],
    [words.modified, article.modified && speech.day(article.modified)],
    [words.retrieved, article.retrieved && speech.moment(article.retrieved)],
    [words.words, article.wordCount],
    [words.original, article.url && safeLink(article.url)],
    ["SHA-256", <code key="hash">{article.sha256}</code>],
  ];
  return (
    <dl class="facts wide provenance">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A link only where the address is one of the web; whatever else an article claims to be stays text. */
function safeLink(url: string): preact.ComponentChildren {
  if (!/^https?:\/\//i.test(url)) return url;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow">
      {url}
    </a>
  );
}

function overlaps(one: Claim, other: Claim): boolean {
  return one.evidence.start < other.evidence.end && other.evidence.start < one.evidence.end;
}

function keyOf(iri: string): string {
  return iri.split("/").pop() ?? "";
}
