import { Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import type { ConstraintsInput } from "../../search/constraints/parse-constraints.js";
import { cost, fidelity, fraction, integer, metrics, sources, text } from "./parsers.js";

/** Options that several commands share, so that they read the same everywhere. */

export const task = new Option("--task <id>", "task, e.g. imagenet").argParser(text).makeOptionMandatory();
export const device = new Option("--device <id>", "device, e.g. 2080ti-b1")
  .argParser(text)
  .makeOptionMandatory();
export const space = new Option("--space <id>", "search space, see `harmonic space list`")
  .argParser(text)
  .makeOptionMandatory();
export const distinct = new Option(
  "--distinct <column>",
  "rows with the same value in this column are the same network",
).argParser(text);

export const maxLatency = new Option("--max-latency <ms>", "only networks up to this latency [ms]").argParser(
  cost,
);
export const maxEnergy = new Option("--max-energy <mj>", "only networks up to this energy [mJ]").argParser(
  cost,
);
export const minAccuracy = new Option(
  "--min-accuracy <fraction>",
  "only networks of at least this accuracy, 0 to 1",
).argParser(fraction);

export const objectives = new Option(
  "--objectives <metrics>",
  "accuracy, latency, energy, split by commas (default: accuracy and every cost the device has)",
).argParser(metrics);
export const searchObjectives = new Option(
  "--objectives <metrics>",
  "what to optimise, of accuracy, latency, energy, split by commas; other metrics only have to keep their limits " +
    "(default: accuracy and every cost)",
).argParser(metrics);
export const allowedSources = new Option(
  "--sources <names>",
  "measured, cost_model, predicted, split by commas: where numbers may come from " +
    "(default: measured and cost_model; predicted where there is no such point)",
).argParser(sources);

export const fidelities = new Option(
  "--fidelity <name=cost>",
  "a cheaper score of accuracy that the search may buy, at this share of an evaluation: a column of --samples, or, with the " +
    "evaluator training, epochs_N for a training of N epochs; may be repeated",
).argParser(fidelity);
export const seed = new Option("--seed <n>", "seed of everything random (default: 1)").argParser(
  integer(0, 2 ** 32 - 1),
);

export interface LimitFlags {
  readonly maxLatency?: number | undefined;
  readonly maxEnergy?: number | undefined;
  readonly minAccuracy?: number | undefined;
}

/** The limits that were or nothing. */
export function constraintsOf(flags: LimitFlags): { constraints?: ConstraintsInput } {
  const constraints = defined({
    maxLatency: flags.maxLatency,
    maxEnergy: flags.maxEnergy,
    minAccuracy: flags.minAccuracy,
  });
  return Object.keys(constraints).length === 0 ? {} : { constraints };
}

/** The lines under a command's help that show it at work. */
export const examples = (...lines: readonly string[]): string =>
  `\n${lines.length === 1 ? "Example" : "Examples"}:\n${lines.map((line) => `  $ harmonic ${line}`).join("\n")}`;
