// The page of one comparison: two claims, unfolded side by side, and why they are set so.
import type { PageProps } from "../app";
import { ComparisonPageDocument, type ComparisonPageQuery } from "../data/operations";
import { useAnswer } from "../data/useAnswer";
import { ClaimCard } from "../parts/ClaimCard";
import { Awaited, Missing } from "../parts/Feedback";
import { Page } from "../parts/Page";
import { everythingOn } from "../parts/sparql";
import { Take } from "../parts/Take";
import { useSpeech } from "../words/words";

type Found = Extract<ComparisonPageQuery["node"], { relation: unknown }>;

export function ComparisonPage({ route, generation }: PageProps) {
  const speech = useSpeech();
  const variables = { comparison: route.id, generation };
  const answer = useAnswer(ComparisonPageDocument, variables);
  const found = answer.data?.node as Found | null | undefined;
  if (answer.data && (!found || !("relation" in found))) return <Missing />;
  const title =
    found &&
    [
      speech.names(found.left.holders),
      speech.term("Relation", found.relation),
      speech.names(found.right.holders),
    ].join(speech.language === "ja" ? " · " : " ");
  return (
    <Page title={title} kind={speech.words.comparison}>
      <Awaited answer={answer}>{() => found && <SideBySide found={found} title={title ?? ""} />}</Awaited>
      <Take
        question={ComparisonPageDocument}
        variables={variables}
        sparql={everythingOn(route.id)}
        data={answer.data}
        name="comparison"
      />
    </Page>
  );
}

function SideBySide({ found, title }: { found: Found; title: string }) {
  const { words } = useSpeech();
  return (
    <>
      <h1>{title}</h1>
      <p class="intro">{found.reason}</p>
      {found.aspect && (
        <p class="aside">
          {words.aspect}: {found.aspect}
        </p>
      )}
      <div class="pair">
        <ClaimCard claim={found.left} />
        <ClaimCard claim={found.right} />
      </div>
    </>
  );
}
