import { existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { Conflict } from "../../base/errors.js";
import {
  type CostMetric,
  isMaximised,
  METRICS,
  type Metric,
  nameOf,
  ownAmong,
  ownerOf,
} from "../../base/metric.js";
import type { RunSettings, SearchRun } from "../../records/run.js";
import { objectiveNamesOf } from "../../runs/request/optimised.js";
import { limitOf, type OwnLimit } from "../../search/constraints/constraints.js";
import type { LimitInput } from "../../search/constraints/own-limits.js";
import { shownName } from "../../search/objective-names.js";
import type { CheapFidelity } from "../../search/ports.js";
import type { StrategyName } from "../../search/strategies.js";
import { type CostLimit, type CostLimitFlags, requireLimitsAmong } from "../input/limits/cost-limits.js";
import { type GeneLimits, geneTexts } from "../input/limits/gene-limits.js";
import { contentName } from "../input/sample-file.js";

/** The parsed options of `search`. */
export interface SearchFlags extends CostLimitFlags {
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
  readonly minAccuracy?: number | undefined;
  readonly maxParams?: number | undefined;
  readonly maxMacs?: number | undefined;
  readonly limit?: readonly LimitInput[] | undefined;
  readonly gene?: GeneLimits | undefined;
  readonly parallel?: number | undefined;
  readonly timeLimit?: number | undefined;
  readonly plateau?: number | undefined;
  readonly plateauWindow?: number | undefined;
  readonly fidelity?: readonly CheapFidelity[] | undefined;
  readonly resume?: string | undefined;
  readonly genes?: "short" | "full" | undefined;
}

/**
 * Checks that options given with `--resume` agree with the run, which goes on with its own settings. The budget and the
 * number of networks that are out at the same time need not: they can be changed. Throws `InvalidInput` on a limit of a
 * device that the run is not for, and `Conflict` that names the first option that does not agree.
 */
export async function requireSameSettings(
  { id, space, settings }: SearchRun,
  flags: SearchFlags,
): Promise<void> {
  const { constraints } = settings;
  requireLimitsAmong(flags, settings.devices);
  const isName = flags.samples === settings.samples && !existsSync(flags.samples ?? "");
  const samples =
    flags.samples === undefined || isName ? undefined : await contentName(flags.samples, flags.distinct);
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["--task", flags.task, settings.task],
    ["--device", flags.device, settings.devices],
    ["--evaluator", flags.evaluator, settings.evaluator],
    ["--space", flags.space, space],
    ["--strategy", flags.strategy, settings.strategy],
    ["--seed", flags.seed, settings.seed],
    ["--objectives", ...objectivePair(flags.objectives, settings)],
    ...limitPairs("--max-latency", "latency", flags.maxLatency, settings),
    ...limitPairs("--max-energy", "energy", flags.maxEnergy, settings),
    ["--min-accuracy", flags.minAccuracy, constraints.minAccuracy],
    ["--max-params", flags.maxParams, constraints.maxParams],
    ["--max-macs", flags.maxMacs, constraints.maxMacs],
    ["--limit", limitTexts(flags.limit, settings.devices), constraints.limits?.map(ownLimitText).sort()],
    ["--gene", flags.gene && geneTexts(flags.gene), geneTexts(Object.entries(constraints.genes ?? {}))],
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

/** For each device that a limit is given for: the limit, and that of the run. */
function limitPairs(
  option: string,
  metric: CostMetric,
  given: CostLimit | undefined,
  { devices, constraints }: RunSettings,
): (readonly [string, unknown, unknown])[] {
  if (given === undefined) return [];
  return devices.map((device) => {
    const asked = given.devices.get(device) ?? given.all;
    const own = limitOf(constraints, metric, device);
    if (devices.length === 1 || asked === undefined) return [option, asked, own] as const;
    return [option, `${asked} on ${device}`, own === undefined ? undefined : `${own} on ${device}`] as const;
  });
}

/** The objectives that an option names, and those of the run; of several devices, each metric of each by its name. */
function objectivePair(
  given: readonly string[] | undefined,
  settings: RunSettings,
): readonly [readonly string[] | undefined, readonly string[] | undefined] {
  const { objectives = [], devices } = settings;
  const known: readonly Metric[] = [...METRICS, ...ownAmong(objectives)];
  const onEach = (name: string): readonly string[] => {
    if (devices.length === 1) return [withoutDevice(name, devices[0])];
    const metric = known.find((one) => nameOf(one) === name);
    if (metric === undefined || ownerOf(metric) === "task") return [name];
    return devices.map((device) => `${device}.${name}`);
  };
  return [given?.flatMap(onEach).sort(), objectiveNamesOf(settings)?.map(shownName).flatMap(onEach).sort()];
}

/** Cheap scores as sorted texts, so that their order does not matter in a comparison. */
const fidelityTexts = (fidelities: readonly CheapFidelity[] | undefined): readonly string[] | undefined =>
  fidelities?.map(({ name, cost }) => `${name}=${cost}`).sort();

const withoutDevice = (name: string, device: string): string =>
  name.startsWith(`${device}.`) ? name.slice(device.length + 1) : name;

/** Limits on own metrics as sorted texts. About one device, that device is not named. */
const limitTexts = (
  limits: readonly LimitInput[] | undefined,
  devices: readonly string[],
): readonly string[] | undefined =>
  limits
    ?.map(({ metric, max, min }) => (min === undefined ? `${metric}<=${max}` : `${metric}>=${min}`))
    .map((limit) => (devices.length === 1 ? withoutDevice(limit, devices[0]) : limit))
    .sort();

const ownLimitText = ({ metric, device, value }: OwnLimit): string =>
  `${device === undefined ? "" : `${device}.`}${nameOf(metric)}${isMaximised(metric) ? ">=" : "<="}${value}`;

const text = (value: unknown): string => (value === undefined ? "none" : String(value));
