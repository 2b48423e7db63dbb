import { setTimeout as sleep } from "node:timers/promises";
import { Random } from "../../base/random.js";
import { Client } from "./client.js";
import { predictedFront } from "./mix.js";
import { type Quantiles, quantilesOf } from "./quantiles.js";

/** What the server did beside answering the clients. */
export interface BackgroundFigures {
  /** Surrogate searches that were begun, and the evaluations that they made. */
  readonly searches: number;
  readonly evaluations: number;
  /** Trainings of a predictor that were begun, and those of them that ended. */
  readonly trainings: { readonly begun: number; readonly ended: number };
  /** Predicted fronts that nobody had asked for before, one at a time; durations in milliseconds. */
  readonly unseenFronts: Quantiles & { readonly count: number; readonly failed: number };
  /** What came instead of the first unseen front that failed; null if none did. */
  readonly firstUnseenError: string | null;
}

/** Work that goes on until it is stopped. */
export interface Background {
  /** Resolves once the models of both searches and the training are at work. Rejects if one of them fails. */
  readonly begun: Promise<void>;
  /** Asks for nothing more, and tells what was done. Rejects if some of the work failed. */
  stop(): Promise<BackgroundFigures>;
}

/** The searches replay a table that the seeds bring: all of its 461 networks, and then again with another seed. */
const SEARCHES = ["jetson-tx2", "jetson-agx-xavier"].map((device) => ({
  task: "av-mnist-hard",
  devices: [device],
  budget: 461,
  evaluator: "TABLE",
  samples: "av-mnist-hard",
  strategy: "SURROGATE",
}));

/** Evaluations after which a search is past its first design, so that its models are at work. */
const AT_WORK = 25;

/** The predictor that is trained again and again, on 4,006 networks. No question of the mix asks it. */
const TRAINING = { task: "imagenet", device: "titan-xp-b1", metric: "LATENCY" };

/** Time between two looks at a search, and between the starts of two unseen fronts [ms]. */
const LOOK_MS = 500;
const UNSEEN_MS = 1_000;

/** Characters of an error that are shown. */
const SHOWN = 500;

const START = `mutation Start($input: StartSearchInput!) {
  startSearch(input: $input) { __typename ... on StartSearchSuccess { run { key } } ... on Problem { code message } }
}`;
const LOOK = "query Look($id: ID!) { searchRun(id: $id) { status evaluations } }";
const TRAIN = `mutation Train($input: RetrainPredictorInput!) {
  retrainPredictor(input: $input) { __typename ... on Problem { code message } }
}`;

/** Begins two searches, the training of a predictor, and predicted fronts that nobody asked for before. */
export function startBackground(url: string, seed: number, signal: AbortSignal): Background {
  const end = new AbortController();
  const stopped = AbortSignal.any([signal, end.signal]);
  const trainings = { begun: 0, ended: 0 };
  const fronts: UnseenFronts = { durations: [], failed: 0, firstError: null };
  const searches = SEARCHES.map(() => ({ searches: 0, evaluations: 0 }));
  const works = [
    ...SEARCHES.map((input, i) =>
      work(url, stopped, (asker) => searchOnAndOn(asker, { ...input, seed: seed + i }, searches[i])),
    ),
    work(url, stopped, (asker) => trainOnAndOn(asker, trainings)),
    work(url, stopped, (asker) => askUnseenFronts(asker, seed, fronts)),
  ];
  return {
    begun: Promise.all(works.map(({ begun }) => begun)).then(() => undefined),
    async stop() {
      end.abort();
      await Promise.all(works.map(({ ended }) => ended));
      return {
        searches: sum(searches.map((figures) => figures.searches)),
        evaluations: sum(searches.map(({ evaluations }) => evaluations)),
        trainings,
        unseenFronts: {
          count: fronts.durations.length,
          ...quantilesOf(fronts.durations),
          failed: fronts.failed,
        },
        firstUnseenError: fronts.firstError,
      };
    },
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What a piece of work has: a connection of its own, when to end, and whom to tell that it is at work. */
interface Asker {
  readonly client: Client;
  readonly stopped: AbortSignal;
  readonly begin: () => void;
}

/** Runs work until it is stopped, which is no failure. A failure rejects both promises. */
function work(url: string, stopped: AbortSignal, run: (asker: Asker) => Promise<void>) {
  const client = new Client(url);
  stopped.addEventListener("abort", () => client.close(), { once: true });
  let begin = () => {};
  const atWork = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const ended = run({ client, stopped, begin }).catch((error: unknown) => {
    if (!stopped.aborted) throw error;
  });
  ended.catch(() => undefined);
  return { begun: Promise.race([atWork, ended]), ended };
}

/** Runs one search after another, each with another seed. */
async function searchOnAndOn(
  asker: Asker,
  input: { readonly seed: number },
  figures: { searches: number; evaluations: number },
): Promise<void> {
  while (!asker.stopped.aborted) {
    const seed = input.seed + SEARCHES.length * figures.searches;
    const answer = (await ask(asker, START, { input: { ...input, seed } })) as {
      readonly startSearch: { readonly run: { readonly key: string } };
    };
    figures.searches++;
    await follow(asker, answer.startSearch.run.key, figures);
  }
}

/** Counts the evaluations of a search until it ends. */
async function follow(asker: Asker, id: string, figures: { evaluations: number }): Promise<void> {
  const before = figures.evaluations;
  for (let status = "RUNNING"; status === "RUNNING"; ) {
    await sleep(LOOK_MS, undefined, { signal: asker.stopped });
    const { searchRun } = (await ask(asker, LOOK, { id })) as {
      readonly searchRun: { readonly status: string; readonly evaluations: number };
    };
    status = searchRun.status;
    figures.evaluations = before + searchRun.evaluations;
    if (figures.evaluations >= AT_WORK) asker.begin();
  }
}

async function trainOnAndOn(asker: Asker, figures: { begun: number; ended: number }): Promise<void> {
  while (!asker.stopped.aborted) {
    figures.begun++;
    asker.begin();
    await ask(asker, TRAIN, { input: TRAINING });
    figures.ended++;
  }
}

interface UnseenFronts {
  readonly durations: number[];
  failed: number;
  firstError: string | null;
}

/** Asks for one new predicted front a second, or the next one once the last one is answered. */
async function askUnseenFronts(
  { client, stopped, begin }: Asker,
  seed: number,
  figures: UnseenFronts,
): Promise<void> {
  begin();
  const random = new Random(`bench-api/${seed}/unseen`);
  while (!stopped.aborted) {
    const answer = await client.ask(predictedFront(random));
    if (stopped.aborted) return;
    figures.durations.push(answer.milliseconds);
    if (answer.outcome !== "answered") {
      figures.failed++;
      figures.firstError ??= answer.text.slice(0, SHOWN);
    }
    await sleep(Math.max(0, UNSEEN_MS - answer.milliseconds), undefined, { signal: stopped });
  }
}

async function ask({ client, stopped }: Asker, query: string, variables: unknown): Promise<unknown> {
  for (;;) {
    const answer = await client.ask(JSON.stringify({ query, variables }));
    if (answer.outcome === "answered") return (JSON.parse(answer.text) as { readonly data: unknown }).data;
    if (answer.outcome === "failed")
      throw new Error(`the work in the background failed: ${answer.text.slice(0, SHOWN)}`);
    await sleep(LOOK_MS, undefined, { signal: stopped });
  }
}
