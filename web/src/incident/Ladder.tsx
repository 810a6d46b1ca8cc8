// The certainty ladder: each point that several speak of, from the surest denial to the surest assertion.
import { useMemo } from "preact/hooks";
import type { Stance } from "../data/kinds";
import { IncidentDocument, type RowFragment } from "../data/operations";
import type { ViewProps } from "../pages/Incident";
import { Empty } from "../parts/Feedback";
import { Mark } from "../parts/Mark";
import { claimsOfIncident } from "../parts/sparql";
import { Take } from "../parts/Take";
import { useSpeech } from "../words/words";
import { lettersOf } from "./accounts";

const RUNGS = [-3, -2, -1, 0, 1, 2, 3] as const;
const DEGREE: Record<Stance["certainty"], number> = {
  CERTAIN: 3,
  PROBABLE: 2,
  POSSIBLE: 1,
  UNDERSPECIFIED: 0,
};

/** Where a stance stands between the surest denial (-3) and the surest assertion (3). */
export function rungOf({ polarity, certainty }: Stance): number {
  return DEGREE[certainty] * (polarity === "POSITIVE" ? 1 : -1) || 0;
}

export function Ladder({ incident, generation, show }: ViewProps) {
  const speech = useSpeech();
  const { words } = speech;
  const rows = useMemo(() => incident.accountMatrix.rows.filter(spread).sort(byWidth), [incident]);
  const letters = lettersOf(incident);
  return (
    <>
      <p class="intro">{words.ladderIntro}</p>
      {rows.length === 0 ? (
        <Empty>{words.noLadder}</Empty>
      ) : (
        <div class="scroll-x" tabIndex={0} role="region" aria-label={words.ladderName}>
          <table class="ladder" aria-label={words.ladderName}>
            <thead>
              <tr>
                <th scope="col">{words.proposition}</th>
                {RUNGS.map((rung) => (
                  <th key={rung} scope="col">
                    {words.rungs[rung]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.proposition.id}>
                  <th scope="row">{speech.said(row.proposition, incident.id)}</th>
                  {RUNGS.map((rung) => (
                    <td key={rung} class={rung < 0 ? "no" : rung > 0 ? "yes" : "open"}>
                      {row.cells
                        .filter((cell) => rungOf(cell) === rung)
                        .map((cell) => (
                          <button
                            type="button"
                            class="word"
                            key={cell.holder.id + cell.article.id}
                            onClick={() => show(cell.claims.map((claim) => claim.id))}
                          >
                            <Mark stance={cell} small />
                            <span>
                              {cell.holder.label}{" "}
                              <span class="letter small">{letters.get(cell.article.id)}</span>
                            </span>
                          </button>
                        ))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Take
        question={IncidentDocument}
        variables={{ incident: incident.id, rows: 500, generation }}
        sparql={claimsOfIncident(incident.id)}
        data={rows}
        name="certainty"
        part={`incident/${incident.id.split("/").pop()}`}
      />
    </>
  );
}

function spread(row: RowFragment): boolean {
  return new Set(row.cells.map((cell) => cell.holder.id)).size > 1;
}

/** The points furthest apart first. */
function byWidth(one: RowFragment, other: RowFragment): number {
  return widthOf(other) - widthOf(one) || other.cells.length - one.cells.length;
}

function widthOf(row: RowFragment): number {
  const rungs = row.cells.map(rungOf);
  return Math.max(...rungs) - Math.min(...rungs);
}
