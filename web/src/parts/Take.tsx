// What a reader may take away from a view: its question as GraphQL and SPARQL, its answer as a file, a print.
import { useEffect, useState } from "preact/hooks";
import { useWords } from "../words/words";
import { Menu } from "./Menu";

export interface Takings {
  question: { toString(): string };
  variables: Record<string, unknown>;
  sparql?: string;
  data?: unknown;
  table?: () => string[][];
  name: string;
  part?: string; // of the exports, such as "incident/NAME"
}

export function Take(takings: Takings) {
  const words = useWords();
  return (
    <Menu kind="take" name={words.take} hint={words.takeHint}>
      <Text name="GraphQL" text={takings.question.toString().trim()} variables={takings.variables} />
      {takings.sparql && <Text name="SPARQL" text={takings.sparql} />}
      <Files {...takings} />
    </Menu>
  );
}

function Text({
  name,
  text,
  variables,
}: {
  name: string;
  text: string;
  variables?: Record<string, unknown>;
}) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const given = JSON.stringify(variables ?? {}, null, 2);
  const copy = async (): Promise<void> => {
    await copyText(variables ? `${text}\n\n# variables\n${given.replace(/^/gm, "# ")}\n` : text);
    setCopied(true);
  };
  return (
    <section>
      <header>
        <h3>{name}</h3>
        <button type="button" onClick={() => void copy()}>
          {copied ? words.copied : words.copy}
        </button>
        {variables ? (
          <a href={`/query?question=${encodeURIComponent(text)}&variables=${encodeURIComponent(given)}`}>
            {words.openQuery}
          </a>
        ) : (
          <a href={`/sparql#query=${encodeURIComponent(text)}`} target="_blank" rel="noopener">
            {words.openSparql}
          </a>
        )}
      </header>
      <pre tabIndex={0} aria-label={name}>
        {text}
        {variables && `\n\n${given}`}
      </pre>
    </section>
  );
}

function Files({ data, table, name, part }: Takings) {
  const words = useWords();
  const exported = useExports(part !== undefined);
  return (
    <section>
      <header>
        <h3>{words.download}</h3>
      </header>
      <p class="buttons">
        {data !== undefined && (
          <button
            type="button"
            onClick={() => save(`${name}.json`, "application/json", JSON.stringify(data, null, 2))}
          >
            {words.asJson}
          </button>
        )}
        {table && (
          <button type="button" onClick={() => save(`${name}.csv`, "text/csv", csv(table()))}>
            {words.asCsv}
          </button>
        )}
        <button type="button" onClick={() => print()}>
          {words.print}
        </button>
      </p>
      {exported && (
        <p class="buttons exports">
          <span class="aside">{words.exports}</span>
          {FORMATS.map(([suffix, format]) => (
            <a key={suffix} href={`/exports/${part}.${suffix}`} download>
              {format}
            </a>
          ))}
        </p>
      )}
    </section>
  );
}

const FORMATS = [
  ["csv", "CSV"],
  ["trig", "TriG"],
  ["jsonld", "JSON-LD"],
  ["graphml", "GraphML"],
  ["stix.json", "STIX"],
] as const;

/** Whether the server writes exports; asked once somebody might want one. */
function useExports(wanted: boolean): boolean {
  const [there, setThere] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    fetch("/exports", { method: "HEAD" }).then(
      (reply) => setThere(reply.ok),
      () => setThere(false),
    );
  }, [wanted]);
  return there;
}

async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea"); // a page that is not served securely has no clipboard
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
  return undefined;
}

function save(name: string, type: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** RFC 4180; a cell that a spreadsheet would take for a formula is quoted as text. */
export function csv(rows: readonly string[][]): string {
  const cell = (text: string): string =>
    `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}
