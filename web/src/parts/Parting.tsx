// Two claims side by side, with the words of both and how they stand to each other.
import type { PartingFragment, SideFragment } from "../data/operations";
import { useSpeech } from "../words/words";
import { evidenceOf } from "./ClaimCard";
import { PageLink, Speakers, ThingLink } from "./Links";
import { StanceLine } from "./Mark";

export function Parting({ one, featured = false }: { one: PartingFragment; featured?: boolean }) {
  const speech = useSpeech();
  return (
    <article class={featured ? "parting featured" : "parting"}>
      <Side claim={one.left} />
      <p class="relation">
        <PageLink page="comparison" id={one.id}>
          {speech.term("Relation", one.relation)}
        </PageLink>
      </p>
      <Side claim={one.right} />
      {!featured && (
        <p class="reason">
          <span class="unseen">{speech.words.because}: </span>
          {reasonOf(one.reason)}
        </p>
      )}
    </article>
  );
}

function Side({ claim }: { claim: SideFragment }) {
  const speech = useSpeech();
  return (
    <div class="side">
      <p class="side-holder">
        <Speakers some={claim.holders} />
      </p>
      <StanceLine stance={claim} />
      <p class="claim-said">{speech.said(claim.proposition)}</p>
      <blockquote lang={claim.article.language}>{claim.evidence.quote}</blockquote>
      <p class="where">
        <ThingLink thing={claim.article.publisher} />,{" "}
        <a href={evidenceOf(claim)}>{speech.day(claim.article.published)}</a>
      </p>
    </div>
  );
}

/** Of a reason, what comes behind the two quotes, which stand above already. */
function reasonOf(reason: string): string {
  const behind = reason.lastIndexOf("”): ");
  return behind < 0 ? reason : reason.slice(behind + 4);
}
