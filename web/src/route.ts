// Addresses: which page a URL names, and the URL of a page; every view has a link that stays.
import { useEffect, useState } from "preact/hooks";

const ID = "https://w3id.org/claimgraph/id/";
const PAGES = ["incident", "article", "entity", "claim", "comparison"] as const;
export type ThingPage = (typeof PAGES)[number];

export interface Route {
  page: "overview" | "query" | "review" | "missing" | ThingPage;
  id: string; // IRI of what is shown; empty where nothing is
  view: string; // which side of it, such as "timeline"
  query: URLSearchParams;
}

/** What the address bar names. */
export function routeOf(url: URL): Route {
  const [page = "", ...rest] = url.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  const plain = { id: "", view: "", query: url.searchParams };
  if (!page) return { page: "overview", ...plain };
  if (page === "query" || page === "review") return { page, ...plain };
  const known = PAGES.find((one) => one === page);
  if (!known || !rest[0]) return { page: "missing", ...plain };
  if (known === "entity") return { page: known, ...plain, id: iriOfEntity(rest) };
  return { page: known, ...plain, id: `${ID}${known}/${rest[0]}`, view: rest[1] ?? "" };
}

/** The address of a thing by its IRI. */
export function pathOf(page: ThingPage, iri: string, view = ""): string {
  const local = iri.startsWith(ID) ? iri.slice(ID.length) : "";
  if (page !== "entity") return `/${page}/${local.split("/").pop() ?? ""}${view && `/${view}`}`;
  return `/entity/${local || `~/${encodeURIComponent(iri)}`}`;
}

/** The address of whatever has this kind. */
export function pathOfThing(iri: string, kind: string): string {
  return kind === "INCIDENT" ? pathOf("incident", iri) : pathOf("entity", iri);
}

function iriOfEntity(rest: string[]): string {
  return rest[0] === "~" ? (rest[1] ?? "") : ID + rest.join("/");
}

/** The same address with other parameters; null takes one away. */
export function withQuery(changes: Record<string, string | null>, from = new URL(location.href)): string {
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") from.searchParams.delete(name);
    else from.searchParams.set(name, value);
  }
  return from.pathname + from.search;
}

/** An address that keeps the state of the graph which is looked at. */
export function kept(path: string): string {
  const generation = new URL(location.href).searchParams.get("generation");
  if (!generation || !path.startsWith("/")) return path;
  return withQuery({ generation }, new URL(path, location.origin));
}

export function go(path: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, "", path);
  else history.pushState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** The route, followed as it changes; links inside the explorer do not load the page anew. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(new URL(location.href)));
  useEffect(() => {
    const moved = (): void => setRoute(routeOf(new URL(location.href)));
    addEventListener("popstate", moved);
    document.addEventListener("click", followed);
    return () => {
      removeEventListener("popstate", moved);
      document.removeEventListener("click", followed);
    };
  }, []);
  return route;
}

function followed(event: MouseEvent): void {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = (event.target as Element).closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (routeOf(new URL(link.href)).page === "missing") return;
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
  event.preventDefault();
  const before = location.pathname;
  go(link.pathname + link.search + link.hash);
  if (before !== link.pathname && !link.hash) scrollTo(0, 0);
}
