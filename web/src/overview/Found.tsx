// The hits of a search, with the words sought marked.
import { useState } from "preact/hooks";
import { SearchDocument, type Found as Type, type SearchQuery, type SideFragment } from "../data/operations";
import { useAnswer } from "../data/useAnswer";
import { ClaimRow } from "../parts/ClaimRow";
import { Awaited, Empty } from "../parts/Feedback";
import { PageLink, ThingLink } from "../parts/Links";
import { Take } from "../parts/Take";
import { withQuery } from "../route";
import { useSpeech } from "../words/words";
import { Highlighted } from "./Highlighted";

type Hit = SearchQuery["search"]["hits"][number];
const TYPES = ["", "ENTITY", "ARTICLE", "CLAIM"] as const;

export function Found({
  text,
  query,
  generation,
}: {
  text: string;
  query: URLSearchParams;
  generation: number | null;
}) {
  const { words } = useSpeech();
  const type = (query.get("type") || null) as Type | null;
  const [first, setFirst] = useState(40);
  const variables = { text, type, first, generation };
  const answer = useAnswer(SearchDocument, variables);
  const counts =
    answer.data &&
    new Map(answer.data.types.facets.facets.map(({ key, count }) => [key?.toUpperCase(), count]));
  const total = answer.data?.types.totalCount;
  const names = { "": words.all, ENTITY: words.entities, ARTICLE: words.articles, CLAIM: words.claims };
  return (
    <>
      <h1>{words.searchFor(text)}</h1>
      <nav class="tabs" aria-label={words.search}>
        {TYPES.map((one) => (
          <a
            key={one}
            href={withQuery({ type: one })}
            aria-current={(type ?? "") === one ? "page" : undefined}
          >
            {names[one]} {counts && <span class="count">{one ? (counts.get(one) ?? 0) : total}</span>}
          </a>
        ))}
      </nav>
      <Awaited answer={answer} lines={8}>
        {({ search }) => (
          <>
            <p class="aside" role="status">
              {words.found(search.totalCount)}
            </p>
            {search.hits.length === 0 && <Empty>{words.nothingFound(text)}</Empty>}
            <ul class="hits">
              {search.hits.map((hit) => (
                <OneHit key={hit.type + hit.node.id} hit={hit} />
              ))}
            </ul>
            {search.pageInfo.hasNextPage && (
              <button type="button" onClick={() => setFirst((count) => Math.min(500, count + 80))}>
                {words.more}
              </button>
            )}
          </>
        )}
      </Awaited>
      <Take question={SearchDocument} variables={variables} data={answer.data} name="search" />
    </>
  );
}

function OneHit({ hit }: { hit: Hit }) {
  const speech = useSpeech();
  const { node } = hit;
  if (node.__typename === "Claim" && "evidence" in node)
    return <ClaimRow claim={node as SideFragment} spans={hit.highlights} />;
  if (node.__typename === "Article" && "publisher" in node) {
    return (
      <li class="hit-row">
        <p class="kind">{speech.words.article}</p>
        <PageLink page="article" id={node.id}>
          <Highlighted text={hit.matched} spans={hit.highlights} />
        </PageLink>
        <p class="aside">
          {node.publisher.label}, {speech.day(node.published)}
        </p>
      </li>
    );
  }
  if (!("kind" in node)) return null;
  return (
    <li class="hit-row">
      <p class="kind">{speech.term("Kind", node.kind)}</p>
      <ThingLink thing={node}>
        {hit.matched === node.label ? <Highlighted text={node.label} spans={hit.highlights} /> : node.label}
      </ThingLink>
      {hit.matched !== node.label && (
        <p class="aside">
          <Highlighted text={hit.matched} spans={hit.highlights} />
        </p>
      )}
    </li>
  );
}
