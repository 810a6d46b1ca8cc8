// By what incidents can be narrowed down, as conditions of the API: each facet is counted without its own choice.
import type {
  CountedFragment,
  EntityFilter,
  EventType,
  OverviewQuery,
  OverviewQueryVariables,
} from "../data/operations";

export const FACETS = ["sector", "actor", "outlet", "kind", "month"] as const;
export type Facet = (typeof FACETS)[number];
export type Choice = Record<Facet, string[]>;

const CONDITION: Record<Facet, (chosen: string[]) => EntityFilter> = {
  sector: (chosen) => ({ sector: chosen }),
  actor: (chosen) => ({ actor: chosen }),
  outlet: (chosen) => ({ outlet: chosen }),
  kind: (chosen) => ({ eventType: chosen as EventType[] }),
  month: (chosen) => ({ or: chosen.map((month) => ({ published: { from: month, to: month } })) }),
};

export function choiceOf(query: URLSearchParams): Choice {
  return Object.fromEntries(FACETS.map((facet) => [facet, query.getAll(facet)])) as Choice;
}

export function isNarrowed(choice: Choice): boolean {
  return FACETS.some((facet) => choice[facet].length > 0);
}

/** What to ask: the incidents that fulfil all, and the counts of each facet among those that fulfil the others. */
export function variablesOf(
  choice: Choice,
  first: number,
  generation: number | null,
): OverviewQueryVariables {
  return {
    where: conditions(choice),
    bySector: conditions(choice, "sector"),
    byActor: conditions(choice, "actor"),
    byOutlet: conditions(choice, "outlet"),
    byKind: conditions(choice, "kind"),
    byMonth: conditions(choice, "month"),
    first,
    generation,
  };
}

export function countsOf(data: OverviewQuery, facet: Facet): CountedFragment {
  return data[facet].facets;
}

function conditions(choice: Choice, without?: Facet): EntityFilter | null {
  const all = FACETS.filter((facet) => facet !== without && choice[facet].length > 0).map((facet) =>
    CONDITION[facet](choice[facet]),
  );
  return all.length > 0 ? { and: all } : null;
}
