import { COST_METRICS, nameOf, type OwnMetric, ownAmong, unitOf } from "../../base/metric.js";
import type { RunEvaluation, RunEvaluations } from "../../runs/view/evaluations.js";
import { csvText, geneColumns, geneNamesOf } from "./csv.js";
import { count, number, seconds, short, withUnit } from "./format.js";
import type { GeneText } from "./genes/gene-code.js";
import { left, right, table, wrapped } from "./table.js";

/** An evaluation in the form of `run evaluations --json`. With several devices its costs are in `devices`. */
export function evaluationJson(evaluation: RunEvaluation, devices: readonly string[]) {
  const { costs, id, architecture, accuracy } = evaluation;
  const [only, ...others] = devices;
  const own = others.length === 0 ? evaluation.costs.get(only as never) : undefined;
  return {
    number: evaluation.number,
    id,
    architecture,
    accuracy: accuracy ?? null,
    latency: own?.latency ?? null,
    energy: own?.energy ?? null,
    ...ownJson({ ...evaluation.metrics, ...own }),
    ...(others.length > 0 && {
      devices: Object.fromEntries(
        [...costs].map(([device, { latency, energy, ...rest }]) => [
          device,
          { latency: latency ?? null, energy: energy ?? null, ...ownJson(rest) },
        ]),
      ),
    }),
    device: others.length === 0 ? only : null,
    fidelity: evaluation.fidelity ?? null,
    score: evaluation.score ?? null,
    status: evaluation.status,
    reason: evaluation.reason ?? null,
    proposedBy: evaluation.proposedBy,
    startedAt: evaluation.startedAt ?? null,
    seconds: evaluation.seconds ?? null,
  };
}

type OwnNumbers = Readonly<Partial<Record<OwnMetric, number>>>;

/** The own metrics of an evaluation by name; nothing where it has none. */
function ownJson(values: OwnNumbers): { readonly metrics?: Readonly<Record<string, number | undefined>> } {
  const own = ownAmong(Object.keys(values));
  if (own.length === 0) return {};
  return { metrics: Object.fromEntries(own.map((metric) => [nameOf(metric), values[metric]])) };
}

/** A column of an own metric: its head, and its value of an evaluation. */
interface OwnColumn {
  readonly head: string;
  readonly unit: string;
  numberOf(evaluation: RunEvaluation): number | undefined;
}

/** The own metrics that any of the evaluations has: those of the task, and those of each device. */
function ownColumns(evaluations: readonly RunEvaluation[], devices: readonly string[]): readonly OwnColumn[] {
  const columnsOf = (valuesOf: (one: RunEvaluation) => OwnNumbers, before: string): readonly OwnColumn[] =>
    ownAmong(evaluations.flatMap((one) => Object.keys(valuesOf(one)))).map((metric) => ({
      head: `${before}${nameOf(metric)}`,
      unit: unitOf(metric),
      numberOf: (one) => valuesOf(one)[metric],
    }));
  return [
    ...columnsOf(({ metrics }) => metrics ?? {}, ""),
    ...devices.flatMap((device) =>
      columnsOf(({ costs }) => costs.get(device as never) ?? {}, devices.length === 1 ? "" : `${device}.`),
    ),
  ];
}

/** Evaluations as CSV, one per row, with a column for every gene, and with several devices two for each of them. */
export function evaluationCsv(evaluations: readonly RunEvaluation[], devices: readonly string[]): string {
  const costs =
    devices.length === 1
      ? ["latency", "energy", "device"]
      : devices.flatMap((device) => [`${device}.latency`, `${device}.energy`]);
  const before = ["number", "id"];
  const own = ownColumns(evaluations, devices);
  const after = [
    ...own.map(({ head }) => head),
    "fidelity",
    "score",
    "status",
    "reason",
    "proposedBy",
    "startedAt",
    "seconds",
  ];
  const genes = geneNamesOf(evaluations);
  const head = [
    ...before,
    ...geneColumns(genes, [...before, "accuracy", ...costs, ...after]),
    "accuracy",
    ...costs,
    ...after,
  ];
  const rows = evaluations.map((evaluation) => {
    const shown = evaluationJson(evaluation, devices);
    return [
      shown.number,
      shown.id,
      ...genes.map((gene) => evaluation.architecture[gene]),
      shown.accuracy,
      ...(devices.length === 1
        ? [shown.latency, shown.energy, shown.device]
        : devices.flatMap((device) => {
            const own = evaluation.costs.get(device as never);
            return [own?.latency, own?.energy];
          })),
      ...own.map((column) => column.numberOf(evaluation)),
      shown.fidelity,
      shown.score,
      shown.status,
      shown.reason,
      shown.proposedBy,
      shown.startedAt,
      shown.seconds,
    ];
  });
  return csvText(head, rows);
}

/** Evaluations for people. */
export function evaluationTable(
  { run }: Pick<RunEvaluations, "run">,
  evaluations: readonly RunEvaluation[],
  genes: GeneText,
): string {
  const { devices } = run.settings;
  const hasScores = evaluations.some(({ fidelity }) => fidelity !== undefined);
  const costs = devices.flatMap((device) =>
    COST_METRICS.filter((metric) =>
      evaluations.some((one) => one.costs.get(device)?.[metric] !== undefined),
    ).map((metric) => ({ device, metric })),
  );
  const own = ownColumns(evaluations, devices);
  const columns = [
    right("number"),
    left("network"),
    right("accuracy"),
    ...costs.map(({ device, metric }) =>
      right(`${devices.length === 1 ? "" : `${device} `}${metric} [${unitOf(metric)}]`),
    ),
    ...own.map(({ head, unit }) => right(withUnit(head, unit))),
    ...(hasScores ? [left("cheap score"), right("value")] : []),
    left("outcome"),
    right("duration"),
    left("genes"),
  ];
  const rows = evaluations.map((one) => [
    count(one.number),
    short(one.id),
    number(one.accuracy),
    ...costs.map(({ device, metric }) => number(one.costs.get(device)?.[metric])),
    ...own.map((column) => number(column.numberOf(one))),
    ...(hasScores ? [one.fidelity ?? "-", number(one.score)] : []),
    wrapped(one.reason === undefined ? one.status : `${one.status}: ${one.reason}`, 30),
    one.seconds === undefined ? "-" : seconds(one.seconds),
    genes.of(one.architecture),
  ]);
  const legend = rows.length === 0 ? "" : genes.legend;
  return [table(columns, rows), legend].filter((line) => line !== "").join("\n");
}
