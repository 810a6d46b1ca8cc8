// The page of one claim: unfolded, in its surroundings, and beside the claims that it is compared with.
import type { PageProps } from "../app";
import { ClaimPageDocument, type ClaimPageQuery } from "../data/operations";
import { useAnswer } from "../data/useAnswer";
import { ClaimCard } from "../parts/ClaimCard";
import { Awaited, Empty, Missing } from "../parts/Feedback";
import { PageLink } from "../parts/Links";
import { Page } from "../parts/Page";
import { Parting } from "../parts/Parting";
import { everythingOn } from "../parts/sparql";
import { Take } from "../parts/Take";
import { useSpeech } from "../words/words";

type Found = Extract<ClaimPageQuery["node"], { proposition: unknown }>;

export function ClaimPage({ route, generation }: PageProps) {
  const speech = useSpeech();
  const variables = { claim: route.id, generation };
  const answer = useAnswer(ClaimPageDocument, variables);
  const claim = answer.data?.node as Found | null | undefined;
  if (answer.data && (!claim || !("proposition" in claim))) return <Missing />;
  return (
    <Page title={claim && speech.said(claim.proposition)} kind={speech.words.claim} className="narrow">
      <Awaited answer={answer}>{() => claim && <Unfolded claim={claim} />}</Awaited>
      <Take
        question={ClaimPageDocument}
        variables={variables}
        sparql={everythingOn(route.id)}
        data={answer.data}
        name="claim"
      />
    </Page>
  );
}

function Unfolded({ claim }: { claim: Found }) {
  const speech = useSpeech();
  const { words } = speech;
  const context = claim.evidence.context;
  return (
    <>
      <h1>{speech.said(claim.proposition)}</h1>
      <ClaimCard claim={claim} inside="page" />
      {context && (
        <figure class="context">
          <p lang={claim.article.language}>
            …{context.before}
            <mark>{context.quote}</mark>
            {context.after}…
          </p>
          <figcaption>
            <PageLink page="article" id={claim.article.id}>
              {claim.article.title ?? claim.article.publisher.label}
            </PageLink>
          </figcaption>
        </figure>
      )}
      <h2>{words.comparedWith}</h2>
      {claim.comparisons.nodes.length === 0 && <Empty>{words.notCompared}</Empty>}
      {claim.comparisons.nodes.map((one) => (
        <Parting key={one.id} one={one} />
      ))}
    </>
  );
}
