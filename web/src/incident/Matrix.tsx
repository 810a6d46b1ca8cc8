// The account matrix: what could be the case by account, and in each cell whose word it is, and how certain.
import type { RefObject, VNode } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { IncidentDocument, type RowFragment } from "../data/operations";
import type { ViewProps } from "../pages/Incident";
import { Empty } from "../parts/Feedback";
import { Legend, Mark } from "../parts/Mark";
import { claimsOfIncident } from "../parts/sparql";
import { Take } from "../parts/Take";
import { kept, pathOf } from "../route";
import { useSpeech } from "../words/words";
import { lettersOf, ordered } from "./accounts";
import { asTable, isChosen, type Choice } from "./choosing";
import { useMarks } from "./useMarks";
import { useRows } from "./useRows";

type Cell = RowFragment["cells"][number];

export function Matrix({ incident, generation, show }: ViewProps) {
  const speech = useSpeech();
  const { words } = speech;
  const [choice, setChoice] = useState<Choice>({ text: "", shared: false, disputed: false });
  const all = incident.accountMatrix.rows;
  const rows = useMemo(() => all.filter((row) => isChosen(row, choice, speech)), [all, choice, speech]);
  return (
    <>
      <p class="intro">{words.matrixIntro}</p>
      <Legend />
      <Filters
        choice={choice}
        setChoice={setChoice}
        shown={rows.length}
        total={incident.accountMatrix.totalCount}
      />
      {rows.length === 0 ? (
        <Empty>{words.noRows}</Empty>
      ) : (
        <Table incident={incident} rows={rows} show={show} />
      )}
      <Take
        question={IncidentDocument}
        variables={{ incident: incident.id, rows: 500, generation }}
        sparql={claimsOfIncident(incident.id)}
        data={incident}
        table={() => asTable(incident, rows)}
        name="accounts"
        part={`incident/${incident.id.split("/").pop()}`}
      />
    </>
  );
}

function Filters({
  choice,
  setChoice,
  shown,
  total,
}: {
  choice: Choice;
  setChoice: (next: Choice) => void;
  shown: number;
  total: number;
}) {
  const { words } = useSpeech();
  return (
    <div class="filters">
      <input
        type="search"
        aria-label={words.filterRows}
        placeholder={words.filterRows}
        value={choice.text}
        onInput={(event) => setChoice({ ...choice, text: event.currentTarget.value })}
      />
      <label>
        <input
          type="checkbox"
          checked={choice.shared}
          onChange={() => setChoice({ ...choice, shared: !choice.shared })}
        />
        {words.onlyContested}
      </label>
      <label>
        <input
          type="checkbox"
          checked={choice.disputed}
          onChange={() => setChoice({ ...choice, disputed: !choice.disputed })}
        />
        {words.onlyDisputed}
      </label>
      <span class="aside" role="status">
        {words.rowCount(shown, total)}
      </span>
    </div>
  );
}

function Table({
  incident,
  rows,
  show,
}: {
  incident: ViewProps["incident"];
  rows: readonly RowFragment[];
  show: ViewProps["show"];
}) {
  const { words } = useSpeech();
  const scroller = useRef<HTMLDivElement>(null);
  const articles = useMemo(() => ordered(incident), [incident]);
  const letters = useMemo(() => lettersOf(incident), [incident]);
  const virtual = useRows(rows.length, 58, scroller, (index) => rows[index]?.proposition.id ?? String(index));
  const whole = usePrinting();
  const items = whole ? rows.map((_, index) => ({ index, start: 0, end: 0 })) : virtual.getVirtualItems();
  const marks = useMarks(scroller, (index) => virtual.scrollToIndex(index));
  const lines = useLines(rows, articles, incident.id, show, whole ? null : virtual.measureElement);
  useTabStop(scroller);
  const above = whole ? 0 : (items[0]?.start ?? 0);
  const below = whole ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div class={articles.length > 6 ? "matrix wide" : "matrix"} ref={scroller} onKeyDown={marks}>
      <p class="unseen" id="matrix-keys">
        {words.matrixKeys}
      </p>
      <table
        role="table"
        aria-label={words.matrixName}
        aria-describedby="matrix-keys"
        aria-rowcount={rows.length + 1}
      >
        <thead role="rowgroup">
          <tr role="row" aria-rowindex={1}>
            <th scope="col" role="columnheader">
              {words.proposition}
            </th>
            {articles.map((article) => (
              <th key={article.id} scope="col" role="columnheader">
                <span class="letter">{letters.get(article.id)}</span> {article.publisher.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          <Room height={above} />
          {items.map(({ index }) => lines(index))}
          <Room height={below} />
        </tbody>
      </table>
    </div>
  );
}

/** The rows as elements, each made once: what was there before is passed over when others come into sight. */
function useLines(
  rows: readonly RowFragment[],
  articles: LineProps["articles"],
  incident: string,
  show: ViewProps["show"],
  measure: LineProps["measure"],
): (index: number) => VNode | null {
  const speech = useSpeech();
  return useMemo(() => {
    const made = new Map<number, VNode>();
    return (index) => {
      const row = rows[index];
      const known = made.get(index);
      if (known || !row) return known ?? null;
      const line = (
        <Line
          key={row.proposition.id}
          row={row}
          index={index}
          articles={articles}
          incident={incident}
          show={show}
          measure={measure}
        />
      );
      made.set(index, line);
      return line;
    };
  }, [rows, articles, incident, show, measure, speech]);
}

/** One mark is always a stop of Tab, whichever rows are in the document. */
function useTabStop(table: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    if (table.current?.querySelector('[data-mark][tabindex="0"]')) return;
    const mark = table.current?.querySelector<HTMLElement>("[data-mark]");
    if (mark) mark.tabIndex = 0;
  });
}

function Room({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" class="room">
      <td style={{ height: `${height}px` }} />
    </tr>
  );
}

interface LineProps {
  row: RowFragment;
  index: number;
  articles: readonly { id: string; publisher: { label: string } }[];
  incident: string;
  show: ViewProps["show"];
  measure: ((element: HTMLElement | null) => void) | null;
}

function Line({ row, index, articles, incident, show, measure }: LineProps) {
  const speech = useSpeech();
  const { proposition } = row;
  const own = proposition.subject.id !== incident && proposition.subject.kind !== "INCIDENT";
  return (
    <tr role="row" aria-rowindex={index + 2} data-index={index} ref={measure}>
      <th scope="row" role="rowheader">
        {own && <span class="subject">{proposition.subject.label}</span>}
        <span class="predicate">{speech.term("Predicate", proposition.predicate)}</span>{" "}
        <span class="object">{proposition.object.label}</span>
      </th>
      {articles.map((article) => {
        const cells = row.cells.filter((cell) => cell.article.id === article.id);
        return (
          <td
            key={article.id}
            role="cell"
            data-account={article.publisher.label}
            class={cells.length === 0 ? "void" : ""}
          >
            {cells.map((cell) => (
              <Word key={cell.holder.id + cell.polarity + cell.certainty} cell={cell} show={show} />
            ))}
          </td>
        );
      })}
    </tr>
  );
}

/** Somebody's word: a link to the claim, which opens beside the table. */
function Word({ cell, show }: { cell: Cell; show: ViewProps["show"] }) {
  const speech = useSpeech();
  const ids = cell.claims.map((claim) => claim.id);
  return (
    <a
      class="word"
      data-mark
      aria-label={`${cell.holder.label}: ${speech.stance(cell)}`}
      tabIndex={-1}
      href={kept(pathOf("claim", ids[0] ?? ""))}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        show(ids);
      }}
    >
      <Mark stance={cell} />
      <span>{cell.holder.label}</span>
    </a>
  );
}

/** Whether the page is being printed: then all rows are there. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => setPrinting(true);
    const end = (): void => setPrinting(false);
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
  return printing;
}
