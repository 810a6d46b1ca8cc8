// Where nodes go, worked out beside the page so that it never stops: the thread that does it, and how to ask it.

export interface Layout {
  nodes: string[];
  links: [string, string][];
}

export type Positions = Record<string, { x: number; y: number }>;

/** The positions of all nodes; a later call, or `signal`, ends one that is under way. */
export function layout(wanted: Layout, signal: AbortSignal): Promise<Positions> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    const stop = (): void => worker.terminate();
    signal.addEventListener("abort", stop);
    worker.onmessage = (event: MessageEvent<Positions>) => (stop(), resolve(event.data));
    worker.onerror = (event) => (stop(), reject(new Error(event.message)));
    worker.postMessage(wanted);
  });
}
