// The explorer: the head, the page that the address names, and the foot.
import { useEffect, useMemo } from "preact/hooks";
import { generationOf, PastBanner } from "./parts/AsOf";
import { Missing } from "./parts/Feedback";
import { Footer, Header } from "./parts/Header";
import { ArticlePage } from "./pages/Article";
import { ClaimPage } from "./pages/Claim";
import { ComparisonPage } from "./pages/Comparison";
import { EntityPage } from "./pages/Entity";
import { IncidentPage } from "./pages/Incident";
import { Overview } from "./pages/Overview";
import { QueryPage } from "./pages/Query";
import { ReviewPage } from "./pages/Review";
import { useRoute, type Route } from "./route";
import { firstLanguage, useKept } from "./settings";
import { Speech, Spoken, type Language } from "./words/words";

export interface PageProps {
  route: Route;
  generation: number | null;
}

const PAGES: Record<Route["page"], (props: PageProps) => preact.JSX.Element> = {
  overview: Overview,
  incident: IncidentPage,
  article: ArticlePage,
  entity: EntityPage,
  claim: ClaimPage,
  comparison: ComparisonPage,
  query: QueryPage,
  review: ReviewPage,
  missing: Missing,
};

export function App() {
  const route = useRoute();
  const [language, choose] = useKept<Language>("language", firstLanguage);
  const speech = useMemo(() => new Speech(language), [language]);
  const generation = generationOf(route.query);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const Page = PAGES[route.page];
  return (
    <Spoken.Provider value={speech}>
      <Header route={route} generation={generation} choose={choose} />
      <PastBanner generation={generation} />
      <Page key={route.page + route.id} route={route} generation={generation} />
      <Footer />
    </Spoken.Provider>
  );
}
