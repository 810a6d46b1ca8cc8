// A claim as one entry of a list: its mark, what it says, by whom, in which words and where.
import type { SideFragment } from "../data/operations";
import { useSpeech } from "../words/words";
import type { Marked } from "../data/text";
import { Highlighted } from "../overview/Highlighted";
import { evidenceOf } from "./ClaimCard";
import { PageLink } from "./Links";
import { Mark } from "./Mark";

export function ClaimRow({ claim, spans = [] }: { claim: SideFragment; spans?: readonly Marked[] }) {
  const speech = useSpeech();
  return (
    <li class="claim-row">
      <Mark stance={claim} />
      <div>
        <p>
          <PageLink page="claim" id={claim.id}>
            {speech.said(claim.proposition)}
          </PageLink>
        </p>
        <p class="aside">
          <span class="strong">{speech.names(claim.holders)}</span>: {speech.stance(claim)}
        </p>
        <blockquote lang={claim.article.language}>
          <Highlighted text={claim.evidence.quote} spans={spans} />
        </blockquote>
        <p class="where">
          <a href={evidenceOf(claim)}>
            {claim.article.publisher.label}, {speech.day(claim.article.published)}
          </a>
        </p>
      </div>
    </li>
  );
}

export function ClaimRows({ claims }: { claims: readonly SideFragment[] }) {
  return (
    <ul class="claim-rows">
      {claims.map((claim) => (
        <ClaimRow key={claim.id} claim={claim} />
      ))}
    </ul>
  );
}
