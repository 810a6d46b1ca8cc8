// The head of every page: where one is, what one looks for, and how one wants to see it.
import { applyTheme, firstTheme, useKept, type Theme } from "../settings";
import { kept, type Route } from "../route";
import { useSpeech, type Language } from "../words/words";
import { AsOf } from "./AsOf";
import { Search } from "./Search";

const NEXT: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };

export function Header({
  route,
  generation,
  choose,
}: {
  route: Route;
  generation: number | null;
  choose: (language: Language) => void;
}) {
  const { words, language } = useSpeech();
  return (
    <header class="top">
      <a class="skip" href="#content">
        {words.skip}
      </a>
      <a class="brand" href={kept("/")}>
        <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
          <circle cx="10" cy="16" r="6.5" class="brand-disc" />
          <rect x="18.5" y="10" width="11.5" height="12" rx="2" class="brand-square" />
        </svg>
        {words.name}
      </a>
      <nav aria-label={words.name}>
        <NavLink to="/" here={route.page === "overview" || route.page === "incident"}>
          {words.incidents}
        </NavLink>
        <NavLink to="/query" here={route.page === "query"}>
          {words.queries}
        </NavLink>
        <NavLink to="/review" here={route.page === "review"}>
          {words.review}
        </NavLink>
      </nav>
      <Search route={route} generation={generation} />
      <div class="tools">
        <AsOf generation={generation} />
        <button
          type="button"
          class="quiet"
          lang={language === "en" ? "ja" : "en"}
          title={words.languageHint}
          onClick={() => choose(language === "en" ? "ja" : "en")}
        >
          {words.language}
        </button>
        <ThemeButton />
      </div>
    </header>
  );
}

function NavLink({ to, here, children }: { to: string; here: boolean; children: string }) {
  return (
    <a href={kept(to)} aria-current={here ? "page" : undefined}>
      {children}
    </a>
  );
}

function ThemeButton() {
  const { words } = useSpeech();
  const [theme, setTheme] = useKept<Theme>("theme", firstTheme);
  const turn = (): void => {
    applyTheme(NEXT[theme]);
    setTheme(NEXT[theme]);
  };
  return (
    <button
      type="button"
      class="quiet theme"
      aria-label={words.themes[theme]}
      title={words.themes[theme]}
      onClick={turn}
    >
      <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
        <circle cx="9" cy="9" r="6.5" class="theme-ring" />
        {theme !== "light" && (
          <path
            d={
              theme === "dark"
                ? "M9 2.5a6.5 6.5 0 0 1 0 13 6.5 6.5 0 0 1 0-13z"
                : "M9 2.5a6.5 6.5 0 0 1 0 13z"
            }
            class="theme-half"
          />
        )}
      </svg>
    </button>
  );
}

export function Footer() {
  const { words } = useSpeech();
  return (
    <footer class="bottom">
      <p>{words.footer}</p>
      <p class="footer-links">
        <a href="/graphql" target="_blank" rel="noopener">
          GraphQL
        </a>
        <a href="/sparql" target="_blank" rel="noopener">
          SPARQL
        </a>
        <a href="/api">{words.api}</a>
      </p>
    </footer>
  );
}
