// Who says what of an incident, and through whom: `npm start -- http://127.0.0.1:8000 "name of the incident"`.

import { ClaimsOnDocument, IncidentsDocument, type TypedDocumentString } from "./questions.js";

/** Ask a server; the types of the answer and of the variables are those of the question. */
async function ask<Answer, Variables>(
  server: string,
  question: TypedDocumentString<Answer, Variables>,
  variables: Variables,
): Promise<Answer> {
  const reply = await fetch(new URL("/graphql", server), {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: question.toString(), variables }),
  });
  const { data, errors } = (await reply.json()) as { data?: Answer; errors?: { message: string }[] };
  if (errors !== undefined || data === undefined) {
    throw new Error(errors?.map((error) => error.message).join("; ") ?? `status ${reply.status}`);
  }
  return data;
}

/** A text with the stretch from `start` to `end` marked; both count code points, as JavaScript does not. */
function marked(text: string, { start, end }: { start: number; end: number }): string {
  const points = Array.from(text);
  const [before, quote, after] = [points.slice(0, start), points.slice(start, end), points.slice(end)];
  return `${before.join("")}[${quote.join("")}]${after.join("")}`.replaceAll(/\s+/g, " ");
}

async function main(server: string, text: string | undefined): Promise<void> {
  const { incidents } = await ask(server, IncidentsDocument, { text });
  const incident = incidents.nodes[0];
  if (incident === undefined) {
    throw new Error("no such incident");
  }
  console.log(`${incident.label} (generation ${incidents.generation})`);
  let after: string | null | undefined = null;
  do {
    const claims: Page = await page(server, incident.id, after);
    for (const claim of claims.nodes) {
      console.log(`${claim.rung >= 0 ? "+" : ""}${claim.rung} ${claim.sentence}`);
      const window = claim.evidence.context;
      if (window) {
        console.log(`   ${marked(window.text, window.highlight)} — ${claim.evidence.article.title ?? "untitled"}`);
      }
    }
    after = claims.pageInfo.hasNextPage ? claims.pageInfo.endCursor : null;
  } while (after);
}

type Page = Awaited<ReturnType<typeof page>>;

async function page(server: string, incident: string, after: string | null | undefined) {
  return (await ask(server, ClaimsOnDocument, { incident, after })).claims;
}

await main(process.argv[2] ?? "http://127.0.0.1:8000", process.argv[3]);
