import { isCost, KNOWN_SOURCES, type Metric, nameOf, ownerOf, type Source } from "../../base/metric.js";
import { missingEntries } from "../../hardware/cost-model.js";
import type { TaskOnDevice } from "../../projections/catalog.js";
import { forEachGap } from "../../projections/columns/float-column.js";
import type { KnownNetworks } from "../../projections/networks/known-networks.js";
import type { NetworkRows } from "../../projections/networks/network-rows.js";
import { estimatorOf, subjectOf, whyNotLearned } from "../../projections/predictors/estimators.js";
import { type Constraints, keepsLimit, limitedMetrics } from "../../search/constraints/constraints.js";
import { cardinality } from "../../space/sampling/cardinality.js";
import type { Genotype } from "../../space/types.js";
import type { Context } from "../context.js";

/** What was asked for, and the networks that the answer is chosen from. */
interface Asked {
  readonly on: TaskOnDevice;
  readonly known: KnownNetworks;
  /** The known networks, first, as far as possible with estimates. */
  readonly networks: NetworkRows;
  /** The metrics that a network needs. */
  readonly metrics: readonly Metric[];
  readonly constraints: Constraints;
  /** The sources that the metrics may come from. */
  readonly sources: readonly Source[];
  /** Whether missing predictors are named even if they leave out no network that the archive knows. */
  readonly namesPredictors: boolean;
  /** Whether the question is about several devices, so that metrics of devices are named with theirs. */
  readonly isJoint?: boolean;
  /** Whether a network is excluded by what the question says of other devices; it then does not count. */
  readonly isExcluded?: (row: number) => boolean;
}

/** The known networks that lack one metric, by reason. */
export interface Lacking {
  unknown: number;
  /** The first network of which the metric is unknown. */
  first?: Genotype;
  readonly excluded: Map<Source, number>;
  extrapolated: number;
}

/**
 * Sentences that say how many known networks an answer leaves out because a metric of theirs is not known from the
 * sources asked for, and why: there is no predictor, the operator profile lacks an entry, or nobody measured it.
 * Networks that the constraints exclude anyway do not count. A network that lacks two metrics counts for both.
 */
export async function leftOutNotes(
  context: Context,
  asked: Asked,
  lacking = countLacking(asked),
): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const metric of asked.metrics)
    notes.push(...(await notesOf(context, asked, metric, lacking.get(metric))));
  return notes;
}

/** Counts, per metric, the known networks that an answer leaves out because they lack it. */
export function countLacking({
  known,
  networks,
  metrics,
  constraints,
  sources,
  isExcluded,
}: Omit<Asked, "on" | "namesPredictors" | "isJoint">): ReadonlyMap<Metric, Lacking> {
  const keepsStructure = networks.structureFilter(constraints);
  const limited = limitedMetrics(constraints).map((metric) => ({ metric, values: networks.values(metric) }));
  const isBroken = (row: number): boolean =>
    limited.some(({ metric, values }) => {
      const value = values.at(row);
      return !Number.isNaN(value) && !keepsLimit(constraints, metric, value);
    });
  const found = new Map<Metric, Lacking>();
  for (const metric of metrics) {
    const column = networks.values(metric);
    const allowed = networks.values(metric, sources, constraints.genes !== undefined);
    const lacking: Lacking = { unknown: 0, excluded: new Map(), extrapolated: 0 };
    forEachGap(allowed, known.count, (row) => {
      if (isBroken(row) || isExcluded?.(row) === true || !keepsStructure(row)) return;
      const source = networks.source(row, metric);
      if (Number.isNaN(column.at(row)) || source === undefined) {
        lacking.unknown++;
        lacking.first ??= networks.genotype(row);
      } else if (!sources.includes(source))
        lacking.excluded.set(source, (lacking.excluded.get(source) ?? 0) + 1);
      else lacking.extrapolated++;
    });
    found.set(metric, lacking);
  }
  return found;
}

async function notesOf(
  context: Context,
  asked: Asked,
  metric: Metric,
  lacking: Lacking | undefined,
): Promise<string[]> {
  if (lacking === undefined) return [];
  const { unknown, excluded, extrapolated } = lacking;
  const name = nameIn(asked, metric);
  const beyond = ": its predictor learned from none like them";
  return [
    ...(await unknownNotes(context, asked, metric, unknown, lacking.first)),
    ...[...excluded].map(
      ([source, count]) =>
        `${leftOut(count, `whose ${name} is ${WORDS[source]}`)}: the sources asked for exclude that`,
    ),
    ...(extrapolated > 0 ? [leftOut(extrapolated, `without a measured ${name}`) + beyond] : []),
  ];
}

/** The name of a metric in a note; of one of devices in a question about several of them, with its device. */
const nameIn = ({ on, isJoint }: Asked, metric: Metric): string =>
  isJoint === true && ownerOf(metric) === "device" ? `${nameOf(metric)} on ${on.device.id}` : nameOf(metric);

const WORDS: Readonly<Record<Source, string>> = {
  MEASURED: "measured",
  COST_MODEL: "summed from an operator profile",
  PREDICTED: "predicted",
};

async function unknownNotes(
  context: Context,
  asked: Asked,
  metric: Metric,
  count: number,
  first: Genotype | undefined,
): Promise<string[]> {
  const { on, known, sources, namesPredictors } = asked;
  const name = nameIn(asked, metric);
  if (!sources.includes("PREDICTED")) {
    if (count === 0) return [];
    const allowed = isCost(metric) ? KNOWN_SOURCES : (["MEASURED"] as const);
    const words = allowed.filter((source) => sources.includes(source)).map((source) => WORDS[source]);
    return [leftOut(count, `whose ${name} is not ${words.length === 0 ? "known" : words.join(" or ")}`)];
  }
  const estimator = await estimatorOf(context.promoted, on, metric);
  if (estimator !== undefined) {
    if (count === 0) return [];
    return [`${leftOut(count, `whose fusion operators are not decided`)}: their ${name} cannot be summed`];
  }
  const isWhole = BigInt(known.count) >= BigInt(cardinality(on.space));
  if (count === 0 && isWhole && !namesPredictors) return [];
  const why = await whyNotLearned(context.promoted, on.space, subjectOf(on, metric), metric);
  const missing = first !== undefined && isCost(metric) && on.profiles.length > 0 ? missingOf(on, first) : "";
  const which = `whose ${name} is not measured${missing === "" ? "" : " or summed"}`;
  return [`${missing}${why}: ${count === 0 ? `networks ${which} are left out` : leftOut(count, which)}`];
}

function missingOf(on: TaskOnDevice, genotype: Genotype): string {
  const [key, ...others] = missingEntries(on.space, genotype, on.profiles);
  if (key === undefined) return "";
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `the operator profile of ${on.device.id} lacks entries, of one network "${key}"${more}, and `;
}

const leftOut = (count: number, which: string): string =>
  count === 1
    ? `1 network ${which} is left out`
    : `${count.toLocaleString("en-US")} networks ${which} are left out`;
