import type { CatalogQuery, RunsQuery, StartSearchInput } from "../../generated/operations.js";
import type { GeneLimits } from "../../parts/forms/gene-limits.js";

type Table = RunsQuery["sampleTables"][number];
type OwnMetric = CatalogQuery["metrics"][number];

/** What the form has, as texts where they are typed; an empty text leaves a setting out. */
export interface Fields {
  readonly task: string;
  readonly devices: readonly string[];
  /** Names of the chosen objectives; empty: accuracy and every cost of the devices. */
  readonly objectives: readonly string[];
  readonly evaluator: StartSearchInput["evaluator"];
  readonly samples: string;
  readonly strategy: NonNullable<StartSearchInput["strategy"]>;
  readonly fidelities: readonly { readonly name: string; readonly cost: string }[];
  readonly budget: string;
  readonly seed: string;
  readonly parallel: string;
  readonly timeLimit: string;
  readonly plateau: string;
  readonly window: string;
  /** Limits by the names of `limitables`. */
  readonly limits: Readonly<Record<string, string>>;
  /** The choices that genes may have. */
  readonly genes: GeneLimits | undefined;
}

/** A quantity that may be limited: of all networks, or on one of several devices. */
export interface Limitable {
  /** The name of the metric, or `DEVICE.METRIC`. */
  readonly name: string;
  readonly metric: string;
  /** The device, where there are several. */
  readonly device?: string;
  readonly unit: string;
  /** Whether larger values are better, so that the limit is the lowest value. */
  readonly isLowest: boolean;
  readonly isOwn: boolean;
}

/** Most cheap scores of one search. */
export const MOST_FIDELITIES = 4;

const COSTS = [
  ["latency", "ms"],
  ["energy", "mJ"],
] as const;

/** The fields at first: a task and devices with a table that has them, if there is one. */
export function firstFields(
  catalog: CatalogQuery,
  tables: readonly Table[],
  view: { readonly task?: string; readonly devices: readonly string[] },
): Fields {
  const task = view.task ?? catalog.tasks[0]?.key ?? "";
  const table = tablesOf(catalog, tables, task)[0];
  return {
    ...{ task, devices: view.devices, objectives: [], limits: {}, genes: undefined, fidelities: [] },
    ...{ evaluator: table === undefined ? "EXTERNAL" : "TABLE", samples: table?.key ?? "" },
    ...{ strategy: "SURROGATE", budget: "100", seed: "1", parallel: "" },
    ...{ timeLimit: "", plateau: "", window: "" },
  };
}

/** The tables of a task's search space, those with a score of the task first. */
export function tablesOf({ tasks }: CatalogQuery, tables: readonly Table[], task: string): readonly Table[] {
  const space = tasks.find(({ key }) => key === task)?.space.key;
  const hasScore = (table: Table) => table.columns.some((name) => name.startsWith(`${task}.`));
  return tables
    .filter((table) => table.space.key === space)
    .toSorted((a, b) => Number(hasScore(b)) - Number(hasScore(a)));
}

/** The columns of a table that may be cheap scores: other accuracies of the task than the one it is searched by. */
export const scoresOf = (table: Table | undefined, task: string): readonly string[] =>
  (table?.columns ?? []).filter((name) => name.startsWith(`${task}.accuracy_`) && !name.endsWith("_sd"));

/** The names that objectives may have: those of several devices have the device in front. */
export function objectiveNames(devices: readonly string[], metrics: readonly OwnMetric[]): readonly string[] {
  const [ofTasks, ofDevices] = [ownOf(metrics, "TASK"), ownOf(metrics, "DEVICE")];
  const costs = [...COSTS.map(([name]) => name), ...ofDevices.map(({ name }) => name)];
  const onDevices =
    devices.length < 2 ? costs : devices.flatMap((device) => costs.map((name) => `${device}.${name}`));
  return ["accuracy", ...ofTasks.map(({ name }) => name), ...onDevices];
}

/** What may be limited on these devices. */
export function limitables(devices: readonly string[], metrics: readonly OwnMetric[]): readonly Limitable[] {
  const own = (list: readonly OwnMetric[]) =>
    list.map(({ name, unit, direction }) => ({
      metric: name,
      unit,
      isLowest: direction === "MAX",
      isOwn: true,
    }));
  const ofNetworks = [
    { metric: "accuracy", unit: "0–1", isLowest: true, isOwn: false },
    { metric: "params", unit: "weights", isLowest: false, isOwn: false },
    { metric: "macs", unit: "per example", isLowest: false, isOwn: false },
    ...own(ownOf(metrics, "TASK")),
  ];
  const ofDevices = [
    ...COSTS.map(([metric, unit]) => ({ metric, unit, isLowest: false, isOwn: false })),
    ...own(ownOf(metrics, "DEVICE")),
  ];
  const onDevices = ofDevices.flatMap((one): Limitable[] =>
    devices.length < 2
      ? [{ ...one, name: one.metric }]
      : devices.map((device) => ({ ...one, device, name: `${device}.${one.metric}` })),
  );
  return [...ofNetworks.map((one) => ({ ...one, name: one.metric })), ...onDevices];
}

const ownOf = (metrics: readonly OwnMetric[], owner: OwnMetric["of"]): readonly OwnMetric[] =>
  metrics.filter((metric) => metric.of === owner);
