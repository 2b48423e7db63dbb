import { isDeepStrictEqual } from "node:util";
import { Conflict } from "../../base/errors.js";
import { isMaximised, nameOf } from "../../base/metric.js";
import type { SearchRun } from "../../records/run.js";
import type { Constraints } from "../../search/constraints/constraints.js";
import type { LimitInput } from "../../search/constraints/own-limits.js";
import type { CheapFidelity } from "../../search/ports.js";
import type { StrategyName } from "../../search/strategies.js";
import { contentName } from "../input/sample-file.js";

/** The parsed options of `search`. */
export interface SearchFlags {
  readonly task?: string | undefined;
  readonly device?: readonly string[] | undefined;
  readonly budget?: number | undefined;
  readonly evaluator?: "table" | "training" | "external" | undefined;
  readonly samples?: string | undefined;
  readonly distinct?: string | undefined;
  readonly space?: string | undefined;
  readonly strategy?: StrategyName | undefined;
  readonly seed?: number | undefined;
  readonly objectives?: readonly string[] | undefined;
  readonly maxLatency?: number | undefined;
  readonly maxEnergy?: number | undefined;
  readonly minAccuracy?: number | undefined;
  readonly maxParams?: number | undefined;
  readonly maxMacs?: number | undefined;
  readonly limit?: readonly LimitInput[] | undefined;
  readonly timeLimit?: number | undefined;
  readonly plateau?: number | undefined;
  readonly plateauWindow?: number | undefined;
  readonly fidelity?: readonly CheapFidelity[] | undefined;
  readonly resume?: string | undefined;
  readonly genes?: "short" | "full" | undefined;
}

/**
 * Checks that options given with `--resume` agree with the run, which goes on with its own settings. The budget need
 * not: it can be extended. Throws `Conflict` that names the first option that does not agree.
 */
export async function requireSameSettings(
  { id, space, settings }: SearchRun,
  flags: SearchFlags,
): Promise<void> {
  const { constraints } = settings;
  const objectives = flags.objectives?.toSorted();
  const samples = flags.samples === undefined ? undefined : await contentName(flags.samples, flags.distinct);
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["--task", flags.task, settings.task],
    ["--device", flags.device, settings.devices],
    ["--evaluator", flags.evaluator, settings.evaluator],
    ["--space", flags.space, space],
    ["--strategy", flags.strategy, settings.strategy],
    ["--seed", flags.seed, settings.seed],
    ["--objectives", objectives, settings.objectives?.map(nameOf).sort()],
    ["--max-latency", flags.maxLatency, constraints.maxLatency],
    ["--max-energy", flags.maxEnergy, constraints.maxEnergy],
    ["--min-accuracy", flags.minAccuracy, constraints.minAccuracy],
    ["--max-params", flags.maxParams, constraints.maxParams],
    ["--max-macs", flags.maxMacs, constraints.maxMacs],
    ["--limit", limitTexts(flags.limit), ownLimitTexts(settings.constraints)],
    ["--time-limit", flags.timeLimit, settings.timeLimitSeconds],
    ["--plateau", flags.plateau, settings.plateau?.gain],
    ["--plateau-window", flags.plateauWindow, settings.plateau?.window],
    ["--fidelity", fidelityTexts(flags.fidelity), fidelityTexts(settings.fidelities)],
  ];
  for (const [option, asked, stored] of pairs) {
    if (asked === undefined || isDeepStrictEqual(asked, stored)) continue;
    throw new Conflict(
      option,
      `${option} is ${text(asked)}, but run ${id} has ${text(stored)}; leave the option out`,
    );
  }
  if (samples !== undefined && samples !== settings.samples) {
    throw new Conflict(
      "--samples",
      `${flags.samples} is not the table that run ${id} replays; leave --samples out`,
    );
  }
}

/** Cheap scores as sorted texts, so that their order does not matter in a comparison. */
const fidelityTexts = (fidelities: readonly CheapFidelity[] | undefined): readonly string[] | undefined =>
  fidelities?.map(({ name, cost }) => `${name}=${cost}`).sort();

/** Limits on own metrics as sorted texts. */
const limitTexts = (limits: readonly LimitInput[] | undefined): readonly string[] | undefined =>
  limits
    ?.map(({ metric, max, min }) => (min === undefined ? `${metric}<=${max}` : `${metric}>=${min}`))
    .sort();

const ownLimitTexts = ({ limits }: Constraints): readonly string[] | undefined =>
  limits?.map(({ metric, value }) => `${nameOf(metric)}${isMaximised(metric) ? ">=" : "<="}${value}`).sort();

const text = (value: unknown): string => (value === undefined ? "none" : String(value));
