// The words in the language chosen, and how names, days and propositions are written in it.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Named, Said, Stance, Step } from "../data/kinds";
import { english, type Words } from "./english";
import { japanese } from "./japanese";
import terms from "./terms.json";

export type Language = "en" | "ja";
type List = keyof typeof terms.en;

export class Speech {
  readonly words: Words;

  constructor(readonly language: Language) {
    this.words = language === "ja" ? japanese : english;
  }

  /** How days are written: in English as the texts of the API write them, “28 June 2019”. */
  get locale(): string {
    return this.language === "en" ? "en-GB" : this.language;
  }

  /** What a value of the ontology is called. */
  term(list: List, value: string): string {
    const found = terms[this.language][list] as Record<string, string>;
    return found[value] ?? value.toLowerCase().replaceAll("_", " ");
  }

  /** A proposition in plain words; that it is said of the incident need not be said. */
  said(said: Said, incident?: string): string {
    const words = `${this.term("Predicate", said.predicate)}: ${said.object.label}`;
    const plain = said.subject.id === incident || said.subject.kind === "INCIDENT";
    return plain ? words : `${said.subject.label} · ${words}`;
  }

  stance({ polarity, certainty }: Stance): string {
    if (certainty === "UNDERSPECIFIED") return this.words.noStance;
    const said = polarity === "POSITIVE" ? this.words.saysSo : this.words.denies;
    return `${said}, ${this.term("Certainty", certainty)}`;
  }

  names(some: readonly Named[]): string {
    return some.map((one) => one.label).join(this.words.jointly);
  }

  /** A day as people write it; a month or year stays one. */
  day(iso: string | null): string {
    if (!iso) return this.words.undated;
    const precise = iso.length >= 10;
    const date = new Date(iso.length === 4 ? `${iso}-01-01` : iso.length === 7 ? `${iso}-01` : iso);
    if (Number.isNaN(date.getTime())) return iso;
    return new Intl.DateTimeFormat(this.locale, {
      year: "numeric",
      ...(iso.length > 4 && { month: "long" as const }),
      ...(precise && { day: "numeric" as const }),
      timeZone: "UTC",
    }).format(date);
  }

  moment(iso: string): string {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: "medium", timeStyle: "short" }).format(
      new Date(iso),
    );
  }

  /** The chain from the publisher inwards: “A reports that B say that C suspects”. */
  chain(steps: readonly Step[]): string {
    const inwards = [...steps].sort((one, other) => one.position - other.position);
    if (this.language === "ja") {
      return inwards.map((step) => `${this.names(step.speakers)}が${this.term("Act", step.act)}`).join("：");
    }
    return inwards
      .map((step) => `${this.names(step.speakers)} ${this.act(step)}`)
      .join(` ${this.words.that} `);
  }

  /** What speakers do, in the number that fits them. */
  act(step: Step): string {
    const word = this.term("Act", step.act);
    return this.language === "en" && isPlural(step) ? word.replace(/s$/, "") : word;
  }
}

const PLURAL = /^(people|sources|staff|police|officials|authorities|prosecutors|journalists|\w+s)\b/i;

function isPlural({ speakers }: Step): boolean {
  const [one] = speakers;
  if (!one || speakers.length > 1) return speakers.length > 1;
  const head = one.label.split(/ (?:of|at|in|to|from|with|close|familiar|who|briefed) /)[0] ?? "";
  const described = one.kind === "UNNAMED_SOURCE" || one.kind === "COLLECTIVE";
  return described && PLURAL.test(head.split(" ").pop() ?? "");
}

export const Spoken = createContext(new Speech("en"));

export function useSpeech(): Speech {
  return useContext(Spoken);
}

export function useWords(): Words {
  return useContext(Spoken).words;
}
