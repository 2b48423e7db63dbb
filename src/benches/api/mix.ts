import { Random } from "../../base/random.js";
import { toArchitecture } from "../../space/architecture.js";
import { builtInSpace } from "../../space/built-in/index.js";
import { compileSpace } from "../../space/compile.js";
import { sampler } from "../../space/sampling/sample.js";
import type { Architecture } from "../../space/types.js";

/** The kinds of requests of the mix. */
export type RequestKind = "trivial" | "measuredFront" | "predictedFront" | "prediction" | "submission";

/** A request: the kind and the body that is sent. */
export interface Request {
  readonly kind: RequestKind;
  readonly body: string;
}

/** The shares of the kinds; they add up to 1. */
export const SHARES: readonly (readonly [RequestKind, number])[] = [
  ["trivial", 0.4],
  ["measuredFront", 0.25],
  ["predictedFront", 0.1],
  ["prediction", 0.15],
  ["submission", 0.1],
];

/** What the archive that the seeds fill is asked about. */
const MEASURED = { task: "av-mnist-hard", device: "jetson-tx2", space: "av-mnist" };
const PREDICTED = { task: "imagenet", device: "2080ti-b1", space: "ofa-mobilenet-v3" };

/** Networks of one prediction. */
const NETWORKS = 20;
/** Points that a front is asked for. */
const PAGE = 20;
/** Limits under which measured fronts are asked, each drawn anew: latencies of the task's networks [ms]. */
const LATENCIES = { least: 8, most: 25 };
/** Accuracies that are submitted. */
const ACCURACIES = { least: 0.7, most: 0.88 };

const FRONT = `query Front($task: ID!, $device: ID!, $constraints: Constraints, $sources: [Source!], $first: Int) {
  paretoFront(task: $task, device: $device, constraints: $constraints, sources: $sources, first: $first) {
    totalCount hypervolume
    nodes { architecture { key } accuracy { value source } latency { value lower upper source } }
  }
}`;
const PREDICT = `query Predict($task: ID!, $device: ID, $architectures: [JSON!]!) {
  predict(task: $task, device: $device, architectures: $architectures) {
    __typename
    ... on Predictions {
      predictions { architecture { key } accuracy { value lower upper } latency { value lower upper } }
    }
    ... on Problem { code message }
  }
}`;
const SUBMIT = `mutation Submit($input: SubmitMeasurementsInput!) {
  submitMeasurements(input: $input) {
    __typename
    ... on SubmitMeasurementsSuccess { stored submission }
    ... on Problem { code message }
  }
}`;

const bodyOf = (query: string, variables: unknown): string => JSON.stringify({ query, variables });
const TRIVIAL = JSON.stringify({ query: "{ __typename }" });

/** Draws of random networks. */
export interface Draws {
  /** A network whose accuracy is submitted. */
  readonly measured: (random: Random) => Architecture;
  /** A network whose accuracy and latency are predicted. */
  readonly predicted: (random: Random) => Architecture;
}

/** Makes the draws of networks, which takes a second; a draw takes microseconds. */
export const makeDraws = (): Draws => ({
  measured: drawsOf(MEASURED.space),
  predicted: drawsOf(PREDICTED.space),
});

function drawsOf(id: string): (random: Random) => Architecture {
  const spec = builtInSpace(id);
  if (spec === undefined) throw new Error(`there is no built-in space ${id}`);
  const space = compileSpace(spec);
  const draw = sampler(space);
  return (random) => toArchitecture(space, draw(random));
}

/** The seeded stream of requests. Two mixes of one seed and label ask the same in the same order. */
export class Mix {
  readonly #random: Random;

  /**
   * @param warmed bodies of predicted fronts that were asked before
   * @param label what names the client, and the part of the bench that it belongs to
   */
  constructor(
    private readonly warmed: readonly string[],
    private readonly draws: Draws,
    seed: number,
    private readonly label: string,
  ) {
    this.#random = new Random(`bench-api/${seed}/${label}`);
  }

  /** The next request. */
  next(): Request {
    const kind = this.#kind();
    return { kind, body: this.body(kind) };
  }

  #kind(): RequestKind {
    let rest = this.#random.next();
    for (const [kind, share] of SHARES) {
      if (rest < share) return kind;
      rest -= share;
    }
    return "trivial";
  }

  /** The body of the next request of a kind. */
  body(kind: RequestKind): string {
    switch (kind) {
      case "trivial":
        return TRIVIAL;
      case "measuredFront":
        return measuredFront(between(this.#random, LATENCIES));
      case "predictedFront":
        return this.#random.pick(this.warmed);
      case "prediction":
        return prediction(this.#random, this.draws);
      case "submission":
        return this.#submission();
    }
  }

  #submission(): string {
    const measurement = {
      architecture: this.draws.measured(this.#random),
      accuracy: between(this.#random, ACCURACIES),
    };
    const idempotencyKey = `bench-api/${this.label}/${this.#random.int(2 ** 31)}/${this.#random.int(2 ** 31)}`;
    return bodyOf(SUBMIT, {
      input: { task: MEASURED.task, measurements: [measurement], idempotencyKey },
    });
  }
}

/** A predicted front under limits on genes that are drawn: some two million questions, each a search of its own. */
export function predictedFront(random: Random): string {
  const genes = Object.fromEntries(
    [1, 2, 3, 4].map((stage) => [`depth_${stage}`, random.pick([[2], [3], [4], [2, 3], [3, 4], [2, 4]])]),
  );
  const kernels = Object.fromEntries(
    [1, 5, 9].map((block) => [`kernel_${block}`, random.pick([[3], [5], [7], [3, 5], [5, 7], [3, 7]])]),
  );
  const { task, device } = PREDICTED;
  return bodyOf(FRONT, { task, device, constraints: { genes: { ...genes, ...kernels } }, first: PAGE });
}

function measuredFront(maxLatency: number): string {
  const { task, device } = MEASURED;
  const sources = ["MEASURED", "COST_MODEL"];
  return bodyOf(FRONT, { task, device, constraints: { maxLatency }, sources, first: PAGE });
}

function prediction(random: Random, draws: Draws): string {
  const { task, device } = PREDICTED;
  const architectures = Array.from({ length: NETWORKS }, () => draws.predicted(random));
  return bodyOf(PREDICT, { task, device, architectures });
}

const between = (random: Random, { least, most }: { readonly least: number; readonly most: number }) =>
  least + (most - least) * random.next();
