// Asks our own GraphQL API, and nobody else: one request a question, answers kept as long as the page.
import type { TypedDocumentString } from "./operations";

export const ENDPOINT = "/graphql";
const KEPT = 60;

export type Trouble = "offline" | "refused" | "server" | "token" | "unpublished";

/** What went wrong with a question, for people: `kind` picks the words, `detail` is what the server said. */
export class AskError extends Error {
  constructor(
    readonly kind: Trouble,
    readonly detail: string,
  ) {
    super(detail);
  }
}

interface Reply {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string } }[];
}

const answers = new Map<string, unknown>();
const underway = new Map<string, Promise<unknown>>();

/** The answer to a question that was asked before on this page, if it is still kept. */
export function known<T, V>(question: TypedDocumentString<T, V>, variables: V): T | undefined {
  return answers.get(key(question, variables)) as T | undefined;
}

/** The answer of the API; AskError when there is none. */
export async function ask<T, V>(
  question: TypedDocumentString<T, V>,
  variables: V,
  options: { token?: string } = {},
): Promise<T> {
  if (options.token) return (await send(question.toString(), variables, options)) as T;
  return known(question, variables) ?? ((await once(question, variables)) as T);
}

/** The same question asked twice at a time is sent once; so it is not ended when one asker goes. */
function once(question: { toString(): string }, variables: unknown): Promise<unknown> {
  const name = key(question, variables);
  const running = underway.get(name);
  if (running) return running;
  const asked = send(question.toString(), variables, {}).then((data) => (keep(name, data), data));
  underway.set(name, asked);
  const done = (): boolean => underway.delete(name);
  asked.then(done, done);
  return asked;
}

/** Forget all answers, since something was decided or published. */
export function forget(): void {
  answers.clear();
}

/** The reply to any text, as the query page asks it: data or errors, just as the server gives them. */
export async function askText(text: string, variables: unknown, signal?: AbortSignal): Promise<Reply> {
  const response = await post(text, variables, { signal });
  return (await response.json().catch(() => ({ errors: [{ message: response.statusText }] }))) as Reply;
}

async function send(
  text: string,
  variables: unknown,
  options: { signal?: AbortSignal; token?: string },
): Promise<unknown> {
  const response = await post(text, variables, options);
  const reply = (await response.json().catch(() => null)) as Reply | null;
  const first = reply?.errors?.[0];
  if (response.status === 401) throw new AskError("token", first?.message ?? "");
  if (first) throw new AskError(troubleOf(first.extensions?.code, response.status), first.message);
  if (!response.ok || !reply?.data) throw new AskError("server", `${response.status} ${response.statusText}`);
  return reply.data;
}

async function post(
  text: string,
  variables: unknown,
  options: { signal?: AbortSignal; token?: string },
): Promise<Response> {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (options.token) headers["Authorization"] = `Bearer ${options.token}`;
  const body = JSON.stringify({ query: text, variables });
  try {
    return await fetch(ENDPOINT, { method: "POST", headers, body, signal: options.signal ?? null });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new AskError("offline", error instanceof Error ? error.message : String(error));
  }
}

function troubleOf(code: string | undefined, status: number): Trouble {
  if (status === 503) return "unpublished";
  return code === "INTERNAL" || status >= 500 ? "server" : "refused";
}

function key(question: { toString(): string }, variables: unknown): string {
  return question.toString() + JSON.stringify(variables);
}

function keep(name: string, data: unknown): void {
  answers.set(name, data);
  const oldest = answers.keys().next().value;
  if (answers.size > KEPT && oldest !== undefined) answers.delete(oldest);
}
