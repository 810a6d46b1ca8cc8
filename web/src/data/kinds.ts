// The few shapes that the parts of the page pass to each other; answers of the API fit them as they come.
import type { Act, Certainty, Kind, Polarity, Predicate, SpeakerKind } from "./operations";

export interface Named {
  id: string;
  kind: Kind;
  label: string;
}

export interface Speaker extends Named {
  speakerKind?: SpeakerKind | null;
}

export interface Said {
  id: string;
  predicate: Predicate;
  subject: Named;
  object: Named;
}

export interface Step {
  position: number;
  act: Act;
  cue: string | null;
  speakers: Speaker[];
}

export interface Stance {
  polarity: Polarity;
  certainty: Certainty;
}

export interface Period {
  label: string;
  edtf: string;
  earliest: string | null;
  latest: string | null;
  basis: string | null;
}
