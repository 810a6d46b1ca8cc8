// The network of an incident: who is said, and by whom, to have to do with whom.
import type { Kind, Polarity, Predicate, SpeakerKind } from "../data/operations";
import type { Named, Speaker } from "../data/kinds";

export interface Edge {
  id: string;
  from: string;
  to: string;
  predicate: Predicate;
  polarity: Polarity;
  speakers: Speaker[];
  claims: string[];
}

export interface Network {
  nodes: Named[];
  edges: Edge[];
}

/** Those who speak, by footing, in the order in which they are offered. */
export const SPEAKER_KINDS: readonly SpeakerKind[] = ["NAMED", "OFFICIAL", "CORPORATE", "PRESS", "ANONYMOUS"];

/** The shape of a node by kind; whoever cannot tell colours tells these. */
export function shapeOf(kind: Kind): string {
  switch (kind) {
    case "INCIDENT":
      return "star";
    case "THREAT_ACTOR":
      return "triangle";
    case "SECTOR":
      return "ellipse";
    case "GOVERNMENT_BODY":
      return "rectangle";
    case "COMPANY":
    case "ORGANIZATION":
    case "MEDIA_ORGANIZATION":
      return "round-rectangle";
    case "DATA":
    case "SYSTEM":
      return "barrel";
    default:
      return "round-diamond";
  }
}

/** The labels of speakers, as short as a line can bear. */
export function voices(speakers: readonly Speaker[]): string {
  const names = [...new Set(speakers.map((one) => one.label))];
  const rest = names.length - 2;
  return names.slice(0, 2).join(", ") + (rest > 0 ? ` +${rest}` : "");
}
