import { setTimeout as sleep } from "node:timers/promises";
import { openArchive } from "../../src/archive/open.js";
import type { Archive } from "../../src/records/archive.js";
import type { RunFinding, SearchRun } from "../../src/records/run.js";
import { createRuns, type Runs } from "../../src/runs/create-runs.js";
import { externalEvaluator } from "../../src/runs/execution/evaluators/external-evaluator.js";
import type { EvaluatorFactories } from "../../src/runs/ports.js";
import type { StartSearch } from "../../src/runs/request/start-search.js";
import { registerDevice } from "../../src/service/catalog/devices.js";
import { registerSearchSpace } from "../../src/service/catalog/spaces.js";
import { type Context, createContext } from "../../src/service/context.js";
import { importSamples } from "../../src/service/samples/import-samples.js";
import { tableEvaluator } from "../../src/tables/table-evaluator.js";
import { TOY_SPACE, toyTable } from "../support/service.js";

/** One of several processes that share an archive. */
export interface Process extends Pick<Runs, "interruptAll" | "close" | "takeOver"> {
  readonly runs: Runs["useCases"];
  readonly context: Context;
}

export interface ProcessOptions {
  readonly owner?: string;
  readonly evaluators?: Partial<EvaluatorFactories>;
  /** Time by which this process's clock is ahead, in ms. */
  readonly ahead?: number;
  readonly takesOver?: boolean;
}

export const FAST = { heartbeat: 20, stale: 5000, poll: 20, longestRead: 60_000, followGap: 1 };

let ids = 0;

export function startProcess(archive: Archive, options: ProcessOptions = {}): Process {
  const context = createContext({
    archive,
    clock: () => Date.now() + (options.ahead ?? 0),
    newId: () => `id-${++ids}`,
    owner: options.owner ?? "here:1:a",
    log: { info: () => undefined, warn: () => undefined },
    train: () => Promise.reject(new Error("nothing is trained here")),
    takesOver: options.takesOver ?? false,
    evaluators: { table: tableEvaluator, external: externalEvaluator, ...options.evaluators },
  });
  const runs = createRuns(context, FAST);
  return {
    runs: runs.useCases,
    interruptAll: runs.interruptAll,
    close: runs.close,
    takeOver: runs.takeOver,
    context,
  };
}

/** An archive with the toy space, its table under the name "toy", and a second device without any known cost. */
export async function toyArchive(options: { readonly measurements?: boolean } = {}): Promise<Archive> {
  const archive = await openArchive("sqlite::memory:");
  const { context } = startProcess(archive);
  await registerSearchSpace(context, TOY_SPACE);
  await importSamples(context, { name: "toy", space: "toy", source: toyTable(), ...options });
  await registerDevice(context, { id: "blank-device" });
  return archive;
}

export const REQUEST: StartSearch = {
  task: "toy-task",
  devices: ["toy-device"],
  budget: 12,
  samples: "toy",
  strategy: "nsga2",
  seed: 7,
};

/** Waits until the run is no longer running, as `process` sees it. */
export async function ended(process: Process, id: string): Promise<SearchRun> {
  for (let tries = 0; tries < 500; tries++) {
    const { run } = await process.runs.run(id);
    if (run.status.kind !== "running") return run;
    await sleep(5);
  }
  throw new Error(`run ${id} did not end`);
}

/** Polls until the condition holds; throws after some seconds. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await holds()) return;
    await sleep(5);
  }
  throw new Error("the condition did not come to hold");
}

/** A finding without what differs between equal runs: the run's id and times. */
type Compared = Omit<RunFinding, "run" | "startedAt" | "seconds">;

/** The findings of a run in order, so that runs can be compared. */
export async function findingsOf(archive: Archive, run: SearchRun): Promise<Compared[]> {
  return (await archive.findings(run.id)).map(({ run: _, startedAt, seconds, ...rest }) => rest);
}

/**
 * A table evaluator that calls `pause` before it yields finding number `at` (from 0, over all batches, cheap scores
 * included).
 */
export function pausingTable(at: number, pause: () => Promise<void> | void): Partial<EvaluatorFactories> {
  return {
    table: (...given) => {
      const inner = tableEvaluator(...given);
      let count = 0;
      async function* paused<Found>(findings: AsyncIterable<Found>): AsyncGenerator<Found> {
        for await (const finding of findings) {
          if (count++ === at) await pause();
          yield finding;
        }
      }
      return {
        candidates: inner.candidates,
        resolve: inner.resolve,
        values: inner.values,
        leftOut: inner.leftOut,
        evaluate: (genotypes, signal) => paused(inner.evaluate(genotypes, signal)),
        score: (requests, signal) => paused(inner.score?.(requests, signal) ?? nothing()),
      };
    },
  };
}

async function* nothing(): AsyncGenerator<never> {}

/** Never resolves, so that the process hangs as if it had been killed. */
export const hang = (): Promise<void> => new Promise(() => undefined);
