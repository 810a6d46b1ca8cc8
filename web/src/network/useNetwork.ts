// The network as the API gives it, limited to the word of the kinds of speakers chosen.
import { useMemo } from "preact/hooks";
import type { Named, Speaker } from "../data/kinds";
import { IncidentEffectsDocument, type Polarity, type Predicate, type SpeakerKind } from "../data/operations";
import { useAnswer, type Answer } from "../data/useAnswer";
import type { Found } from "../pages/Incident";
import type { Edge, Network } from "./network";

interface Link {
  node: Named;
  polarity: Polarity;
  claims: { id: string; holders: Speaker[] }[];
}

/** Targets, actors, bodies and sectors of an incident, each linked by the claims that say or deny it. */
export function useNetwork(incident: Found, kinds: readonly SpeakerKind[], generation: number | null): Answer<Network> & { variables: Record<string, unknown> } {
  const variables = { incident: incident.id, kinds: kinds.length > 0 ? [...kinds] : null, generation };
  const answer = useAnswer(IncidentEffectsDocument, variables);
  const found = answer.data?.incident;
  const data = useMemo(() => {
    if (!found) return undefined;
    const links: [Predicate, readonly Link[]][] = [
      ["TARGET", found.targets],
      ["ATTRIBUTED_TO", found.actors],
      ["ACCESSED_DATA_OF", found.affectedBodies],
      ["AFFECTED_SECTOR", found.affectedSectors],
    ];
    return networkOf(incident, links);
  }, [found, incident.id]);
  return { ...answer, data, variables };
}

function networkOf(incident: Named, links: [Predicate, readonly Link[]][]): Network {
  const nodes = new Map<string, Named>([[incident.id, incident]]);
  const edges: Edge[] = [];
  for (const [predicate, some] of links) {
    for (const { node, polarity, claims } of some) {
      nodes.set(node.id, node);
      const speakers = [...new Map(claims.flatMap((claim) => claim.holders).map((one) => [one.id, one])).values()];
      edges.push({ id: `${predicate} ${polarity} ${node.id}`, from: incident.id, to: node.id, predicate, polarity, speakers, claims: claims.map((claim) => claim.id) });
    }
  }
  return { nodes: [...nodes.values()], edges };
}
