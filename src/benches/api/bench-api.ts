import { availableParallelism, cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { Random } from "../../base/random.js";
import { type BackgroundFigures, startBackground } from "./background.js";
import { Client } from "./client.js";
import { type LoadFigures, type LoadOptions, runLoad } from "./load.js";
import { makeDraws, predictedFront } from "./mix.js";
import { type BenchServer, type ServerStart, startServer } from "./server.js";
import { type Target, targetsOf } from "./targets.js";

export interface BenchApiOptions extends ServerStart, Pick<LoadOptions, "clients" | "seconds" | "seed"> {
  /** Number of predicted fronts that are asked before, and that the mix then asks again. */
  readonly warmed: number;
  /** Is told what is going on: a label and the amount that is done. */
  readonly onProgress: (label: string, done: number, total: number) => void;
}

/** The figures of a server that searches and trains beside answering, and of the same one without. */
export interface BenchApiReport extends LoadFigures, BackgroundFigures {
  readonly idle: LoadFigures;
  readonly targets: readonly Target[];
  readonly machine: string;
}

/** Time after which a front that was refused is asked for again [ms]. */
const RETRY_MS = 500;

/** Part of the time that clients ask before it counts, at most so many seconds. */
const WARM_UP = { share: 0.1, most: 5 };

/**
 * Loads a server in another process, first while it does nothing else, then while it runs two surrogate searches and
 * trains a predictor.
 *
 * @throws Unavailable if the server does not start, or ends early
 */
export async function benchApi(options: BenchApiOptions): Promise<BenchApiReport> {
  const { signal, onProgress } = options;
  onProgress("starting the server", 0, 1);
  const server = await startServer(options);
  try {
    const warmed = await warmQuestions(server, options);
    const shared = { ...options, warmed, draws: makeDraws() };
    const load = async (label: string): Promise<LoadFigures> => {
      const seconds = Math.min(WARM_UP.most, WARM_UP.share * options.seconds);
      await runLoad(server, { ...shared, seconds, label: `${label}/warm-up`, onProgress: () => undefined });
      const shown = (done: number) => onProgress(label, done, options.seconds);
      return runLoad(server, { ...shared, label, onProgress: shown });
    };
    const idle = await load("idle server");
    onProgress("starting two searches and a training", 0, 1);
    const background = startBackground(server.url, options.seed, signal);
    await background.begun;
    const figures = await load("searching and training server");
    const loaded = { ...figures, ...(await background.stop()) };
    return { ...loaded, idle, targets: targetsOf(loaded, idle), machine: machine() };
  } finally {
    await server.stop();
  }
}

/** Asks the questions that the mix repeats, one after the other, and returns them. */
async function warmQuestions(
  server: BenchServer,
  { warmed, seed, signal, onProgress }: BenchApiOptions,
): Promise<readonly string[]> {
  const random = new Random(`bench-api/${seed}/warmed`);
  const client = new Client(server.url);
  const bodies: string[] = [];
  for (let i = 0; i < warmed; i++) {
    signal.throwIfAborted();
    onProgress("warming predicted fronts", i, warmed);
    const body = predictedFront(random);
    // A machine that does something else at the same time may refuse what takes long.
    let answer = await client.ask(body);
    for (; answer.outcome === "refused" && !signal.aborted; answer = await client.ask(body))
      await sleep(RETRY_MS);
    signal.throwIfAborted();
    if (answer.outcome === "failed")
      throw new Error(`a predicted front failed: ${answer.text.slice(0, 500)}`);
    bodies.push(body);
  }
  client.close();
  return bodies;
}

const machine = (): string =>
  `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, Node ${process.versions.node}`;
