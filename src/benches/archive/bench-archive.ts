import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidInput } from "../../base/errors.js";
import { Random } from "../../base/random.js";
import { Client } from "../api/client.js";
import { type Quantiles, quantilesOf } from "../api/quantiles.js";
import { type BenchServer, type ServerStart, startServer } from "../api/server.js";
import { BenchNetworks, DEVICES } from "./networks.js";
import { PLAIN_DEVICE, PlainDatabase } from "./plain-database.js";
import { defaultFront, drawLimits, importOf, knownFront, page, submission } from "./questions.js";

export interface BenchArchiveOptions extends ServerStart {
  readonly networks: number;
  /** The archive, which must be empty; a new SQLite file, which is removed, if absent. */
  readonly archive?: string;
  readonly seed: number;
  /** Number of questions of each kind. */
  readonly questions: number;
  /** Is told what is going on: a label and the amount that is done. */
  readonly onProgress: (label: string, done: number, total: number) => void;
}

/** The figures of an archive and the server on it. Durations are in milliseconds unless named otherwise. */
export interface BenchArchiveReport {
  readonly networks: number;
  /** Networks with all their values per second, from the first request of the import to the last answer. */
  readonly importPerSecond: number;
  /** From the start of a server on the filled archive to its first front [s]. */
  readonly startSeconds: number;
  /** Points of the front of each device. */
  readonly frontPoints: readonly number[];
  /** Fronts of what is known, under new limits each. */
  readonly front: Quantiles;
  /** Fronts of which nothing says that predictions are left out. */
  readonly defaultFront: Quantiles;
  readonly page: Quantiles;
  /** From the answer to a submission to the front that has the new point. */
  readonly update: Quantiles;
  /** Resident memory of the server after all questions [MB = 1,000,000 bytes]. */
  readonly residentMegabytes: number;
  /** The same questions for fronts to a plain table in SQLite. */
  readonly database: { readonly front: Quantiles };
}

/** Networks of one import. */
const IMPORTED = 20_000;
/** Fronts that the plain database is asked for at most: each takes up to seconds. */
const MOST_PLAIN = 20;
/** Questions of each kind that are asked before any is timed. */
const WARM_UP = 10;

/**
 * Fills an archive with networks over GraphQL, starts a server on it anew, and asks it for fronts and pages.
 *
 * @throws InvalidInput if the archive is not empty
 * @throws Unavailable if the server does not start, or ends early
 */
export async function benchArchive(options: BenchArchiveOptions): Promise<BenchArchiveReport> {
  const folder = await mkdtemp(join(tmpdir(), "harmonic-bench-archive-"));
  const archive = options.archive ?? `sqlite:${join(folder, "archive.db")}`;
  try {
    options.onProgress("drawing networks", 0, 1);
    const networks = new BenchNetworks(options.networks, options.seed);
    const importPerSecond = await serving(archive, options, (ask) => fill(ask, networks, options));
    const served = await serving(archive, options, (ask, server, since) =>
      question(ask, server, since, options),
    );
    return {
      networks: networks.count,
      importPerSecond,
      ...served,
      database: plain(folder, networks, options),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Ask = (body: string) => Promise<{ readonly milliseconds: number; readonly data: Answered }>;

interface Answered {
  readonly paretoFront: {
    readonly totalCount: number;
    readonly nodes: readonly { readonly architecture: { readonly key: string } }[];
  };
  readonly architectures: {
    readonly totalCount: number;
    readonly pageInfo: { readonly endCursor: string | null };
  };
}

/** Does something with a server on the archive, which is told the time at which its start began. */
async function serving<T>(
  archive: string,
  options: BenchArchiveOptions,
  use: (ask: Ask, server: BenchServer, since: number) => Promise<T>,
): Promise<T> {
  const since = performance.now();
  options.onProgress("starting the server", 0, 1);
  const server = await startServer({
    ...options,
    settings: { ARCHIVE: archive, SEEDS: "none", ...options.settings },
  });
  const client = new Client(server.url);
  const ask: Ask = async (body) => {
    options.signal.throwIfAborted();
    const { outcome, text, milliseconds } = await client.ask(body);
    if (outcome !== "answered") throw new Error(`a request was ${outcome}: ${text.slice(0, 500)}`);
    return { milliseconds, data: (JSON.parse(text) as { data: Answered }).data };
  };
  try {
    return await use(ask, server, since);
  } finally {
    client.close();
    await server.stop();
  }
}

async function fill(ask: Ask, networks: BenchNetworks, { onProgress }: BenchArchiveOptions): Promise<number> {
  const { data } = await ask(JSON.stringify({ query: "{ architectures(first: 1) { totalCount } }" }));
  if (data.architectures.totalCount > 0) throw new InvalidInput("archive", "the archive must be empty");
  let milliseconds = 0;
  for (let from = 0; from < networks.count; from += IMPORTED) {
    onProgress("importing", from, networks.count);
    milliseconds += (await ask(importOf(networks, from, Math.min(networks.count, from + IMPORTED))))
      .milliseconds;
    // Somebody looks at the fronts meanwhile. What was asked for is in snapshots, from which the next start goes on.
    for (const device of DEVICES) await ask(knownFront(device, {}));
  }
  return (1000 * networks.count) / milliseconds;
}

async function question(ask: Ask, server: BenchServer, since: number, options: BenchArchiveOptions) {
  const random = new Random(`bench-archive/${options.seed}/questions`);
  options.onProgress("asking for the first front", 0, 1);
  const first = await ask(knownFront(DEVICES[0], {}));
  const startSeconds = (performance.now() - since) / 1000;
  const frontPoints = [first.data.paretoFront.totalCount];
  for (const device of DEVICES.slice(1)) {
    frontPoints.push((await ask(knownFront(device, {}))).data.paretoFront.totalCount);
  }
  const timed = async (label: string, bodyOf: () => string): Promise<Quantiles> => {
    const durations: number[] = [];
    for (let i = -WARM_UP; i < options.questions; i++) {
      options.onProgress(label, Math.max(0, i), options.questions);
      const { milliseconds } = await ask(bodyOf());
      if (i >= 0) durations.push(milliseconds);
    }
    return quantilesOf(durations);
  };
  const front = await timed("fronts", () => knownFront(random.pick(DEVICES), drawLimits(random)));
  const byDefault = await timed("default fronts", () =>
    defaultFront(random.pick(DEVICES), drawLimits(random)),
  );
  const pages = await timed("pages", () => page(random));
  const update = await updates(ask, random, options);
  const { resident } = await server.figures();
  return {
    startSeconds,
    frontPoints,
    front,
    defaultFront: byDefault,
    page: pages,
    update,
    residentMegabytes: resident / 1e6,
  };
}

/** Submits new points of the front, and asks for a part of it that each is in until it is there. */
async function updates(
  ask: Ask,
  random: Random,
  { onProgress, questions }: BenchArchiveOptions,
): Promise<Quantiles> {
  const durations: number[] = [];
  const count = WARM_UP + questions;
  const others = new BenchNetworks(count, random.int(2 ** 31));
  for (let i = 0; i < count; i++) {
    onProgress("updates", Math.max(0, i - WARM_UP), questions);
    const latency = 3.9 * 0.998 ** i;
    const costs = DEVICES.map(() => ({ latency, energy: 29 }));
    const body = submission(others.architecture(i), { accuracy: 0.6 + 0.0001 * i, costs }, 0);
    await ask(body);
    const since = performance.now();
    const asked = knownFront(DEVICES[0], { maxLatency: latency }, 1);
    let points = 0;
    while (points === 0) points = (await ask(asked)).data.paretoFront.totalCount;
    if (i >= WARM_UP) durations.push(performance.now() - since);
  }
  return quantilesOf(durations);
}

function plain(folder: string, networks: BenchNetworks, options: BenchArchiveOptions) {
  options.onProgress("filling the plain database", 0, 1);
  const database = new PlainDatabase(folder, networks);
  try {
    const random = new Random(`bench-archive/${options.seed}/plain`);
    const durations: number[] = [];
    const count = Math.min(MOST_PLAIN, options.questions);
    for (let i = 0; i < count; i++) {
      options.onProgress(`fronts of ${PLAIN_DEVICE} by the plain database`, i, count);
      const start = performance.now();
      database.front(drawLimits(random));
      durations.push(performance.now() - start);
    }
    return { front: quantilesOf(durations) };
  } finally {
    database.close();
  }
}
