// The network as the API gives it, limited to the word of the kinds of speakers and the kinds of things chosen.
import { useMemo } from "preact/hooks";
import type { Named, Speaker } from "../data/kinds";
import {
  IncidentNetworkDocument,
  type IncidentNetworkQuery,
  type Kind,
  type Polarity,
  type Predicate,
  type SpeakerKind,
  type VoiceFragment,
} from "../data/operations";
import { useAnswer, type Answer } from "../data/useAnswer";
import type { Found } from "../pages/Incident";
import type { Edge, Network } from "./network";

type Given = NonNullable<IncidentNetworkQuery["incident"]>;

const EDGES = 500;
const WHO: readonly Kind[] = [
  "INCIDENT",
  "ORGANIZATION",
  "COMPANY",
  "GOVERNMENT_BODY",
  "MEDIA_ORGANIZATION",
  "SECTOR",
  "THREAT_ACTOR",
  "PERSON",
  "COLLECTIVE",
  "PLACE",
];
const WHAT: readonly Kind[] = ["DATA", "SYSTEM", "MALWARE", "TOOL", "VULNERABILITY"];

/** Who is linked to whom, with systems and data if wanted; a line that nobody of `kinds` stands for is left out. */
export function useNetwork(
  incident: Found,
  kinds: readonly SpeakerKind[],
  things: boolean,
  generation: number | null,
): Answer<Network> & { variables: Record<string, unknown> } {
  const variables = {
    incident: incident.id,
    first: EDGES,
    kinds: kinds.length > 0 ? [...kinds] : null,
    generation,
  };
  const answer = useAnswer(IncidentNetworkDocument, variables);
  const found = answer.data?.incident;
  const of = kinds.join();
  const data = useMemo(
    () => (found ? networkOf(incident, found, kinds, things ? [...WHO, ...WHAT] : WHO) : undefined),
    [found, incident.id, of, things],
  );
  return { ...answer, data, variables };
}

function networkOf(
  incident: Named,
  given: Given,
  kinds: readonly SpeakerKind[],
  shown: readonly Kind[],
): Network {
  const known = new Map<string, Named>([
    [incident.id, incident],
    ...given.network.nodes.map(({ node }): [string, Named] => [node.id, node]),
  ]);
  const edges: Edge[] = [];
  for (const { id, source, target, predicate, polarity, claims } of given.network.edges) {
    const heard = claims.filter(
      (claim) => kinds.length === 0 || claim.footing.some((kind) => kinds.includes(kind)),
    );
    const [from, to] = [known.get(source), known.get(target)];
    if (heard.length === 0 || !from || !to || !shown.includes(from.kind) || !shown.includes(to.kind))
      continue;
    edges.push(edgeOf(id, source, target, predicate, polarity, heard));
  }
  const linked = new Set(
    edges.flatMap((edge) => (edge.from === incident.id ? [`${edge.to} ${edge.polarity}`] : [])),
  );
  const effects: [Predicate, Given["affectedBodies"] | Given["affectedSectors"]][] = [
    ["ACCESSED_DATA_OF", given.affectedBodies],
    ["AFFECTED_SECTOR", given.affectedSectors],
  ];
  for (const [predicate, some] of effects) {
    for (const { node, polarity, claims } of some) {
      known.set(node.id, node);
      if (linked.has(`${node.id} ${polarity}`)) continue;
      edges.push(
        edgeOf(`${predicate} ${polarity} ${node.id}`, incident.id, node.id, predicate, polarity, claims),
      );
    }
  }
  const ends = new Set([incident.id, ...edges.flatMap(({ from, to }) => [from, to])]);
  return { nodes: [...known.values()].filter((node) => ends.has(node.id)), edges };
}

function edgeOf(
  id: string,
  from: string,
  to: string,
  predicate: Predicate,
  polarity: Polarity,
  claims: readonly VoiceFragment[],
): Edge {
  const speakers: Speaker[] = [
    ...new Map(claims.flatMap((claim) => claim.holders).map((one) => [one.id, one])).values(),
  ];
  return { id, from, to, predicate, polarity, speakers, claims: claims.map((claim) => claim.id) };
}
