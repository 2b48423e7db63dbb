import { Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { MIN_LATENCY } from "../../benches/min-latency.js";
import { SOURCE_NETWORKS } from "../../benches/sources.js";
import type { LimitInput } from "../../search/constraints/own-limits.js";
import type { ConstraintsInput } from "../../search/constraints/parse-constraints.js";
import type { HarmonicService } from "../../service/service.js";
import { type CostLimitFlags, costConstraintsOf } from "./limits/cost-limits.js";
import { type GeneLimits, genesOfLimits } from "./limits/gene-limits.js";
import { limitOption } from "./limits/own-limits.js";
import {
  another,
  builtInMetrics,
  cost,
  fidelity,
  fraction,
  integer,
  latencyFloor,
  list,
  objectiveNames,
  sources,
  text,
} from "./parsers.js";

// Options that several commands share, so that they mean and say the same everywhere.

export const task = new Option("--task <id>", "id of the task, e.g. imagenet (required)")
  .argParser(text)
  .makeOptionMandatory();
export const device = new Option("--device <id>", "id of the device, e.g. 2080ti-b1 (required)")
  .argParser(text)
  .makeOptionMandatory();
export const devices = new Option(
  "--device <ids>",
  "ids of 1 to 8 devices, separated by commas, e.g. 2080ti-b1; several are compared: each cost of each of them is an " +
    "objective, named DEVICE.latency or DEVICE.energy (required)",
)
  .argParser(list)
  .makeOptionMandatory();
export const space = new Option(
  "--space <id>",
  "id of the search space; `harmonic space list` shows all (required)",
)
  .argParser(text)
  .makeOptionMandatory();
export const distinct = new Option(
  "--distinct <column>",
  "column of the table in which equal values mark rows of the same network (default: none)",
).argParser(text);

export const minAccuracy = new Option(
  "--min-accuracy <fraction>",
  "lowest accuracy, a fraction from 0 to 1 (default: no limit)",
).argParser(fraction);

export const maxParams = new Option(
  "--max-params <n>",
  "largest number of parameters (default: no limit)",
).argParser(cost);
export const maxMacs = new Option(
  "--max-macs <n>",
  "largest number of multiply-accumulates of one example (default: no limit)",
).argParser(cost);

export const ownLimits = new Option(
  "--limit <limit>",
  "limit on a metric of your own (`harmonic metric add`) in its unit, 'NAME<=VALUE' or, where larger values are " +
    "better, 'NAME>=VALUE', with quotes; with several devices, DEVICE.NAME is that of one; may be repeated " +
    "(default: no limit)",
).argParser(limitOption);

export const objectives = new Option(
  "--objectives <metrics>",
  "objectives of the front: one or more of accuracy, latency, energy and metrics of your own, separated by commas; " +
    "with several devices, DEVICE.latency is that of one; at most 5 " +
    "(default: accuracy and every cost that each device has)",
).argParser(objectiveNames);
export const searchObjectives = new Option(
  "--objectives <metrics>",
  "metrics to optimise: one or more of accuracy, latency, energy and metrics of your own, separated by commas; with " +
    "several devices, DEVICE.latency is that of one; other metrics only have to keep their limits " +
    "(default: accuracy and every cost of the devices)",
).argParser(objectiveNames);
export const benchObjectives = new Option(
  "--objectives <metrics>",
  "metrics to optimise: one or more of accuracy, latency, energy, separated by commas; " +
    "other metrics only have to keep their limits (default: accuracy and every cost of the device)",
).argParser(builtInMetrics);
export const allowedSources = new Option(
  "--sources <names>",
  "where values may come from: one or more of measured, cost_model, predicted, separated by commas " +
    "(default: all; measured,cost_model is the front of what is known)",
).argParser(sources);

export const fidelities = new Option(
  "--fidelity <name=cost>",
  "cheap score of accuracy that the search may request, and its cost as a fraction of the cost of an evaluation, " +
    "above 0 and below 1: a column of --samples, or with --evaluator training epochs_N, the accuracy after N epochs; " +
    "may be repeated (default: none)",
).argParser(fidelity);
export const seed = new Option(
  "--seed <n>",
  "random seed, a whole number; the same seed gives the same result (default: 1)",
).argParser(integer(0, 2 ** 32 - 1));

export const format = new Option("--format <format>", "form of the output")
  .choices(["table", "csv", "json"] as const)
  .default("table" as const);
export const limit = new Option("--limit <n>", "largest number of rows (default: all)").argParser(
  integer(1, 10_000_000),
);
export const skip = new Option(
  "--skip <n>",
  "number of rows to leave out at the beginning (default: 0)",
).argParser(integer(0, 10_000_000));

export const genes = new Option(
  "--genes <form>",
  "genes of networks in tables: a short code that tells all networks apart, or every gene with its choice; " +
    "CSV and JSON always have every gene",
)
  .choices(["short", "full"] as const)
  .default("short" as const);

export interface LimitFlags extends CostLimitFlags {
  readonly minAccuracy?: number | undefined;
  readonly maxParams?: number | undefined;
  readonly maxMacs?: number | undefined;
  readonly limit?: readonly LimitInput[] | undefined;
  readonly gene?: GeneLimits | undefined;
}

/**
 * The constraints that the flags give for these devices; nothing if they give none. Throws `InvalidInput` on an option
 * that names another device.
 */
function metricConstraintsOf(
  flags: LimitFlags,
  devices: readonly string[],
): { constraints?: ConstraintsInput } {
  const constraints = {
    ...costConstraintsOf(flags, devices),
    ...defined({
      minAccuracy: flags.minAccuracy,
      maxParams: flags.maxParams,
      maxMacs: flags.maxMacs,
      limits: flags.limit?.length === 0 ? undefined : flags.limit,
    }),
  };
  return Object.keys(constraints).length === 0 ? {} : { constraints };
}

/**
 * The constraints that the flags give for networks of a task, or of a space where the archive need not have the task.
 * Throws `InvalidInput` on an option that names another device, gene or choice.
 */
export async function constraintsOf(
  service: HarmonicService,
  flags: LimitFlags,
  devices: readonly string[],
  { task, space }: { readonly task: string; readonly space?: string | undefined },
): Promise<{ constraints?: ConstraintsInput }> {
  const given = metricConstraintsOf(flags, devices);
  if (flags.gene === undefined) return given;
  const genes = await genesOfLimits(service, space ?? (await service.task(task)).space, flags.gene);
  return { constraints: { ...given.constraints, genes } };
}

/** Help text with examples, each given as the arguments of `harmonic`. */
export const examples = (...lines: readonly string[]): string =>
  `\n${lines.length === 1 ? "Example" : "Examples"}:\n${lines.map((line) => `  $ harmonic ${line}`).join("\n")}`;

/** The tables of the benches of predictors and adaptation. */
export const sampleFiles = new Option(
  "--samples <file...>",
  "CSV tables, with columns as in `samples import`; several are read as one: rows of the same network, by its id or " +
    "by --distinct, are one network, and each file may have other networks and devices (required)",
)
  .argParser(another)
  .makeOptionMandatory();
export const fromDevices = new Option(
  "--from-devices <ids>",
  "devices of the tables, separated by commas, from which is transferred: each is known by a predictor trained on at " +
    `most ${SOURCE_NETWORKS.toLocaleString("en")} random networks, not by its values at the networks to be predicted ` +
    "(default: none)",
).argParser(list);

/** The floor of the benches. Product commands have none. */
export const minLatency = new Option(
  "--min-latency <ms>",
  "networks with a smaller latency are left out and counted, in milliseconds; 0 keeps all",
)
  .argParser(latencyFloor)
  .default(MIN_LATENCY);
