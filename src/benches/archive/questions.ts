import type { Random } from "../../base/random.js";
import type { Architecture } from "../../space/types.js";
import { type BenchNetworks, DEVICES, SPACE, TASK, type Values } from "./networks.js";

const bodyOf = (query: string, variables: unknown): string => JSON.stringify({ query, variables });

const FRONT = `query Front($task: ID!, $device: ID!, $constraints: Constraints, $sources: [Source!], $first: Int) {
  paretoFront(task: $task, device: $device, constraints: $constraints, sources: $sources, first: $first) {
    totalCount hypervolume
    nodes { architecture { key } accuracy { value source } latency { value source } energy { value source } }
  }
}`;
const PAGE = `query Page($task: ID, $device: ID, $order: ArchitectureOrder, $descending: Boolean, $after: String) {
  architectures(task: $task, device: $device, order: $order, descending: $descending, first: 50, after: $after) {
    totalCount pageInfo { endCursor }
    edges { node { key } accuracy { value } latency { value } energy { value } }
  }
}`;
const IMPORT = `mutation Import($input: ImportSamplesInput!) {
  importSamples(input: $input) {
    __typename
    ... on ImportSamplesSuccess { networks measurementsStored }
    ... on Problem { code message }
  }
}`;
const SUBMIT = `mutation Submit($input: SubmitMeasurementsInput!) {
  submitMeasurements(input: $input) {
    __typename
    ... on SubmitMeasurementsSuccess { stored }
    ... on Problem { code message }
  }
}`;

/** Limits of a question: on metrics, in the metrics' units, on parameters, and on genes. */
export interface Limits {
  readonly minAccuracy?: number;
  readonly maxLatency?: number;
  readonly maxEnergy?: number;
  readonly maxParams?: number;
  readonly genes?: Readonly<Record<string, readonly (string | number)[]>>;
}

/** Random limits of any combination, each there in half of the questions. */
export function drawLimits(random: Random): Limits {
  const between = (least: number, most: number) => least + (most - least) * random.next();
  const isThere = () => random.next() < 0.5;
  const depths = () => random.pick([[2], [3], [4], [2, 3], [3, 4]]);
  return {
    ...(isThere() && { minAccuracy: between(0.6, 0.75) }),
    ...(isThere() && { maxLatency: between(8, 60) }),
    ...(isThere() && { maxEnergy: between(60, 500) }),
    ...(isThere() && { maxParams: Math.round(between(3.5e6, 7e6)) }),
    ...(isThere() && { genes: { depth_1: depths(), kernel_5: random.pick([[3], [5, 7]]) } }),
  };
}

/** A front of what is known; with `first`, only so many of its points. */
export function knownFront(device: string, constraints: Limits, first = 20): string {
  return bodyOf(FRONT, { task: TASK, device, constraints, sources: ["MEASURED", "COST_MODEL"], first });
}

/** A front with predictions where there is a predictor. */
export const defaultFront = (device: string, constraints: Limits): string =>
  bodyOf(FRONT, { task: TASK, device, constraints, first: 20 });

/** A page of 50 networks that are measured, in the order of a metric. */
export function page(random: Random, after?: string): string {
  const [order, descending] = random.pick([
    ["ACCURACY", true],
    ["LATENCY", false],
    ["ENERGY", false],
    ["STORED", false],
  ] as const);
  return bodyOf(PAGE, { task: TASK, device: random.pick(DEVICES), order, descending, after });
}

/** A submission of everything measured of a network. */
export function submission(architecture: Architecture, { accuracy, costs }: Values, device: number): string {
  const measurement = { architecture, accuracy, ...costs[device] };
  return bodyOf(SUBMIT, { input: { task: TASK, device: DEVICES[device], measurements: [measurement] } });
}

/** The import of some networks as a table. */
export function importOf(networks: BenchNetworks, from: number, to: number): string {
  const genes = networks.space.genes.map(({ name }) => name);
  const costs = DEVICES.flatMap((device) => [`${device}.latency_ms`, `${device}.energy_mj`]);
  const lines = [[...genes, `${TASK}.accuracy`, ...costs].join()];
  for (let i = from; i < to; i++) {
    const architecture = networks.architecture(i);
    const { accuracy, costs } = networks.values(i);
    const values = [accuracy, ...costs.flatMap(({ latency, energy }) => [latency, energy])];
    lines.push([...genes.map((gene) => architecture[gene] ?? ""), ...values].join());
  }
  return bodyOf(IMPORT, { input: { name: `bench-${from}`, space: SPACE, csv: lines.join("\n") } });
}
