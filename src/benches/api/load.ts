import { type Answer, Client } from "./client.js";
import { EventLoopProbe, type LoopFigures } from "./event-loop.js";
import { type Draws, Mix, type RequestKind, SHARES } from "./mix.js";
import { type Quantiles, quantilesOf } from "./quantiles.js";
import type { BenchServer } from "./server.js";

export interface LoadOptions {
  /** Number of clients, each with one connection, that ask one question after another. */
  readonly clients: number;
  /** Time for which they ask [s]. */
  readonly seconds: number;
  readonly seed: number;
  /** Name of this part of the bench, which makes its requests others than those of another part. */
  readonly label: string;
  readonly warmed: readonly string[];
  readonly draws: Draws;
  readonly signal: AbortSignal;
  /** Is told the seconds that have passed. */
  readonly onProgress: (seconds: number) => void;
}

/** What clients saw of a server in some time. Durations are in milliseconds. */
export interface LoadFigures {
  readonly requestsPerSecond: number;
  /** Requests that ask for `__typename`. */
  readonly trivial: Quantiles;
  /** All other requests. */
  readonly mixed: Quantiles;
  /** Requests that failed: a lost connection, a wrong status, an error or a problem in the answer, no answer. */
  readonly errors: number;
  /** Requests that the server had no time for (429, 503). */
  readonly refused: number;
  readonly kinds: Readonly<Record<RequestKind, Quantiles & { readonly count: number }>>;
  /** Of the server's thread that answers. */
  readonly eventLoopDelay: LoopFigures["delay"];
  /** Shares of the time that the server's answering thread and the clients' thread were at work, 0 to 1. */
  readonly busy: { readonly server: number; readonly clients: number };
  /** The first request that failed: what was sent, and what came; null if none did. */
  readonly firstError: { readonly body: string; readonly answer: string } | null;
}

/** Characters of a failed request, and of its answer, that are shown. */
const SHOWN = 500;

/** Lets clients ask for some time, each the next question as soon as the last one is answered. */
export async function runLoad(server: BenchServer, options: LoadOptions): Promise<LoadFigures> {
  const { clients, seconds, signal } = options;
  const durations = new Map(SHARES.map(([kind]) => [kind, [] as number[]]));
  const tally = { answered: 0, refused: 0, failed: 0 };
  let firstError: LoadFigures["firstError"] = null;
  const own = new EventLoopProbe();
  server.restartFigures();
  const start = performance.now();
  const end = start + 1000 * seconds;
  const timer = setInterval(() => options.onProgress((performance.now() - start) / 1000), 1_000);
  let inTime = 0;
  const take = (kind: RequestKind, body: string, answer: Answer) => {
    durations.get(kind)?.push(answer.milliseconds);
    tally[answer.outcome]++;
    if (performance.now() <= end) inTime++;
    if (answer.outcome === "failed")
      firstError ??= { body: body.slice(0, SHOWN), answer: answer.text.slice(0, SHOWN) };
  };
  const ask = async (client: Client, number: number) => {
    const mix = new Mix(options.warmed, options.draws, options.seed, `${options.label}/${number}`);
    while (performance.now() < end && !signal.aborted) {
      const { kind, body } = mix.next();
      take(kind, body, await client.ask(body));
    }
  };
  const connections = Array.from({ length: clients }, () => new Client(server.url));
  const close = () => {
    for (const client of connections) client.close();
  };
  signal.addEventListener("abort", close, { once: true });
  try {
    await Promise.all(connections.map(ask));
  } finally {
    clearInterval(timer);
    signal.removeEventListener("abort", close);
    close();
    own.stop();
  }
  signal.throwIfAborted();
  const figures = await server.figures();
  const all = [...durations].filter(([kind]) => kind !== "trivial").flatMap(([, values]) => values);
  return {
    requestsPerSecond: inTime / seconds,
    trivial: quantilesOf(durations.get("trivial") ?? []),
    mixed: quantilesOf(all),
    errors: tally.failed,
    refused: tally.refused,
    kinds: Object.fromEntries(
      [...durations].map(([kind, values]) => [kind, { count: values.length, ...quantilesOf(values) }]),
    ) as LoadFigures["kinds"],
    eventLoopDelay: figures.delay,
    busy: { server: figures.utilisation, clients: own.read().utilisation },
    firstError,
  };
}
