import { createHash } from "node:crypto";
import { defined, optional } from "../../../base/defined.js";
import { InvalidInput } from "../../../base/errors.js";
import type { ArchitectureId, DeviceId, TaskId } from "../../../base/ids.js";
import { type Metric, SOURCES, type Source } from "../../../base/metric.js";
import { NeedsTime } from "../../../projections/networks/needs-time.js";
import type { NetworkRows } from "../../../projections/networks/network-rows.js";
import { defaultObjectives } from "../../../projections/networks/objectives.js";
import type { Constraints } from "../../../search/constraints/constraints.js";
import { type ConstraintsInput, parseGenes } from "../../../search/constraints/parse-constraints.js";
import { structureFilter } from "../../../search/constraints/structure-filter.js";
import type { Context } from "../../context.js";
import { checkSources } from "../front.js";
import { estimatedFor, frontRows } from "../front-rows.js";
import { KeptAnswers } from "../kept-answers.js";
import { leftOutNotes } from "../left-out.js";
import { type GeneColumn, geneColumns } from "./gene-columns.js";
import { type PlottedColumn, thinnedRows } from "./thinned-rows.js";

/** A question for columns, unchecked. */
export interface FrontColumnsQuery {
  readonly task: string;
  readonly device: string;
  /** Bins per axis for thinning; none if left out. */
  readonly bins?: number;
  /** Sources that values may come from. Default: all. */
  readonly sources?: readonly Source[];
  /** The allowed choice or choices of genes; networks with another one are left out. Default: all. */
  readonly genes?: ConstraintsInput["genes"];
}

/** The values of one metric, one per network: NaN, and source 0, where nothing is known. */
export interface MetricColumn extends PlottedColumn {
  readonly metric: Metric;
}

/** The known networks as columns. Every array has an entry per network, in the same order. */
export interface FrontColumns {
  readonly task: TaskId;
  readonly device: DeviceId;
  /** The number of networks that have the allowed choices, before thinning. */
  readonly total: number;
  /** The bins per axis by which they were thinned; absent where they were not. */
  readonly bins?: number;
  readonly objectives: readonly Metric[];
  readonly ids: readonly ArchitectureId[];
  /** 1 on the front of what is measured or summed, 2 on the front of everything asked for, 3 on both, else 0. */
  readonly front: Uint8Array;
  /** The objectives, first, and the other metrics of which anything is known. */
  readonly metrics: readonly MetricColumn[];
  /** The genes of the networks; computed when it is called. */
  genes(): readonly GeneColumn[];
  readonly notes: readonly string[];
  readonly version: string;
}

/** Fewest and most bins per axis. */
const BINS = { min: 16, max: 1024 } as const;

/** Columns of more networks than this take longer than a quick question may [networks]. */
const QUICK_NETWORKS = 100_000;

/** Sources by their number in a column; 0 stands for none. */
const NUMBER_OF: Readonly<Record<Source, number>> = { MEASURED: 1, COST_MODEL: 2, PREDICTED: 3 };

/**
 * The known networks of a task on a device as columns, and which of them are on the front that `queryFront` gives
 * without limits, or with those on genes. Throws a `HarmonicError` naming the field.
 */
export async function frontColumns(context: Context, query: FrontColumnsQuery): Promise<FrontColumns> {
  const { bins } = query;
  if (bins !== undefined && !(Number.isInteger(bins) && bins >= BINS.min && bins <= BINS.max))
    throw new InvalidInput(
      "bins",
      `bins must be a whole number from ${BINS.min} to ${BINS.max}, not ${bins}`,
    );
  const sources = checkSources(query.sources) ?? SOURCES;
  const on = await context.catalog.taskOnDevice(query.task, query.device);
  const known = await context.known.of(on);
  if (context.defersSearches === true && known.count > QUICK_NETWORKS)
    throw new NeedsTime("a large space in columns");
  const objectives = await defaultObjectives(context, on, known);
  const constraints = defined({
    genes: optional(query.genes, (given) => parseGenes(on.space, given, "genes")),
  });
  const question = { on, known, objectives, constraints, sources };
  const estimated = await estimatedFor(context, question);
  const { networks, set, knownFront, allFront = [] } = frontRows(question, estimated);
  const asked = [objectives, constraints, query.sources ?? [], bins ?? 0];
  const about = [known.version, estimated?.predictors ?? [], ...asked];
  const version = createHash("sha256").update(JSON.stringify(about)).digest("hex").slice(0, 16);
  const plots = { networks, objectives, constraints, sources, bins, knownFront, allFront };
  const columns = bins === undefined ? columnsOf(plots) : kept.of(networks, version, () => columnsOf(plots));
  const notes = await leftOutNotes(context, {
    ...{ on, known, networks, constraints, sources },
    metrics: objectives,
    namesPredictors: query.sources !== undefined || set.count === 0,
  });
  return { task: on.task.id, device: on.device.id, objectives, ...columns, notes, version };
}

/** Thinned columns are kept for what is known, and for everything. */
const kept = new KeptAnswers<Columns>(2);

/** What columns are made of. */
interface Plots {
  readonly networks: NetworkRows;
  readonly objectives: readonly Metric[];
  readonly constraints: Constraints;
  readonly sources: readonly Source[];
  readonly bins: number | undefined;
  readonly knownFront: readonly number[];
  readonly allFront: readonly number[];
}

type Columns = Pick<FrontColumns, "total" | "bins" | "ids" | "front" | "metrics" | "genes">;

function columnsOf({
  networks,
  objectives,
  constraints,
  sources,
  bins,
  knownFront,
  allFront,
}: Plots): Columns {
  const others = networks.metrics.filter((metric) => !objectives.includes(metric));
  const numbers = rowsWithin(networks, constraints);
  const all = [...objectives, ...others].map((metric) => columnOf(networks, numbers, metric, sources));
  const metrics = all.filter((column, i) => i < objectives.length || column.sources.some((one) => one > 0));
  const plotted = metrics.slice(0, objectives.length);
  const found = rowsWithValues(plotted);
  const front = flagsOf(numbers, knownFront, allFront);
  const isThinned = bins !== undefined && found.length > bins * bins;
  const rows = isThinned ? thinnedRows(plotted, bins, rowsOnFront(front)) : found;
  const shown = Uint32Array.from(rows, (row) => numbers[row]);
  return {
    total: found.length,
    ...(isThinned && { bins }),
    ids: Array.from(shown, (row) => networks.id(row)),
    front: rowsOfBytes(front, rows),
    metrics: metrics.map(({ metric, values, sources: from }) => ({
      metric,
      values: Float64Array.from(rows, (row) => values[row]),
      sources: rowsOfBytes(from, rows),
    })),
    genes: () => geneColumns(networks, shown),
  };
}

/** The rows of the networks that have the allowed choices of genes. */
function rowsWithin(networks: NetworkRows, constraints: Constraints): Uint32Array {
  const rows = Uint32Array.from(networks.rows());
  if (constraints.genes === undefined) return rows;
  const keeps = structureFilter(networks.space, constraints);
  return rows.filter((row) => keeps(networks.genotype(row)));
}

/** Which of the rows are on the fronts: 1, 2, or both. */
function flagsOf(numbers: Uint32Array, known: readonly number[], all: readonly number[]): Uint8Array {
  const [isKnown, isAny] = [new Set(known), new Set(all)];
  return Uint8Array.from(numbers, (row) => (isKnown.has(row) ? 1 : 0) | (isAny.has(row) ? 2 : 0));
}

const rowsOnFront = (front: Uint8Array): number[] => [...front.keys()].filter((row) => front[row] > 0);

/** The values of a metric from these sources, those that are extrapolated left out, in the order of the rows. */
function columnOf(
  networks: NetworkRows,
  numbers: Uint32Array,
  metric: Metric,
  allowed: readonly Source[],
): MetricColumn {
  const column = networks.values(metric, allowed, false);
  const values = new Float64Array(numbers.length);
  const sources = new Uint8Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    values[i] = column.at(numbers[i]);
    if (Number.isNaN(values[i])) continue;
    const source = networks.source(numbers[i], metric);
    if (source !== undefined) sources[i] = NUMBER_OF[source];
  }
  return { metric, values, sources };
}

function rowsWithValues(columns: readonly MetricColumn[]): Uint32Array {
  const rows: number[] = [];
  const count = columns[0].values.length;
  for (let row = 0; row < count; row++) if (columns.some(({ sources }) => sources[row] > 0)) rows.push(row);
  return Uint32Array.from(rows);
}

const rowsOfBytes = (bytes: Uint8Array, rows: Uint32Array): Uint8Array =>
  Uint8Array.from(rows, (row) => bytes[row]);
