// One claim, unfolded: what is claimed, how certainly, in which words, and through whom it comes.
import type { ClaimCardFragment } from "../data/operations";
import { kept, pathOf } from "../route";
import { useSpeech } from "../words/words";
import { Chain } from "./Chain";
import { PageLink, SpeakerLink, ThingLink } from "./Links";
import { StanceLine } from "./Mark";

export function ClaimCard({
  claim,
  inside = "panel",
}: {
  claim: ClaimCardFragment;
  inside?: "panel" | "article" | "page";
}) {
  const speech = useSpeech();
  const { words } = speech;
  return (
    <article class={`claim-card in-${inside}`}>
      {inside !== "page" && <p class="claim-said">{speech.said(claim.proposition)}</p>}
      <StanceLine stance={claim} />
      <blockquote lang={claim.article.language}>{claim.evidence.quote}</blockquote>
      {inside !== "article" && (
        <p class="where">
          <ThingLink thing={claim.article.publisher} />, {speech.day(claim.article.published)}
          {claim.article.withdrawn && (
            <span class="tag">{words.withdrawn(speech.day(claim.article.withdrawn))}</span>
          )}
        </p>
      )}
      <Chain steps={claim.chain} />
      <Details claim={claim} />
      <p class="claim-links">
        {inside !== "article" && <a href={evidenceOf(claim)}>{words.inArticle}</a>}
        {inside !== "page" && (
          <PageLink page="claim" id={claim.id}>
            {words.permanent}
          </PageLink>
        )}
      </p>
    </article>
  );
}

/** The address of the words in their article. */
export function evidenceOf(claim: { id: string; article: { id: string } }): string {
  return kept(`${pathOf("article", claim.article.id)}?claim=${claim.id.split("/").pop()}`);
}

function Details({ claim }: { claim: ClaimCardFragment }) {
  const speech = useSpeech();
  const { words } = speech;
  return (
    <dl class="facts">
      <Row name={words.speechMode}>{speech.term("SpeechMode", claim.speechMode)}</Row>
      {claim.scope.length > 0 && <Row name={words.scope}>{claim.scope.join(", ")}</Row>}
      {claim.time && (
        <Row name={words.time}>
          {claim.time.label}
          {claim.time.basis && <span class="aside"> ({claim.time.basis})</span>}
        </Row>
      )}
      {claim.place.length > 0 && <Row name={words.place}>{speech.names(claim.place)}</Row>}
      {claim.quantity && <Row name={words.quantity}>{claim.quantity.label}</Row>}
      {claim.origin && (
        <Row name={words.origin}>
          <SpeakerLink speaker={claim.origin} />
        </Row>
      )}
      {claim.rule && (
        <Row name={words.readBy}>
          <code>{claim.rule}</code>
          {claim.score !== null && <span class="aside"> {words.readScore(claim.score)}</span>}
        </Row>
      )}
    </dl>
  );
}

function Row({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
