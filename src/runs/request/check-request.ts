import { defined, optional } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { type DeviceId, type SampleTableName, sampleTableName } from "../../base/ids.js";
import { METRICS, type OwnMetric, ownerOf } from "../../base/metric.js";
import { requireInteger, requireName } from "../../base/validate.js";
import type { Device } from "../../hardware/types.js";
import type { Catalog } from "../../projections/catalog.js";
import type { RunSettings } from "../../records/run.js";
import type { Task } from "../../records/task.js";
import { parseConstraints } from "../../search/constraints/parse-constraints.js";
import { parseObjectives } from "../../search/objective-names.js";
import { DEFAULT_STRATEGY, STRATEGIES, type StrategyName } from "../../search/strategies.js";
import type { Space } from "../../space/space.js";
import { requireFidelities } from "./fidelities.js";
import type { StartSearch } from "./start-search.js";

export const MOST_EVALUATIONS = 100_000;
/** Bounded because each network that is out is a training of its own, or one that a worker is to measure. */
export const MOST_PARALLEL = 64;
const DEFAULT_SEED = 1;
/** Default window of the plateau rule: evaluations over which the growth of the hypervolume is measured. */
const DEFAULT_WINDOW = 30;

/** A search request that has been checked, and the records that its names refer to. */
export interface CheckedRequest {
  readonly settings: RunSettings;
  readonly task: Task;
  readonly space: Space;
  readonly devices: readonly Device[];
}

/**
 * Checks a search request against the catalogue without changing anything. Throws `InvalidInput` or `NotFound` naming
 * the field. Whether a sample table fits the request is checked only when the table is read.
 */
export async function checkRequest(catalog: Catalog, input: StartSearch): Promise<CheckedRequest> {
  const budget = requireInteger(input.budget, "budget", 1, MOST_EVALUATIONS);
  const seed = requireInteger(input.seed ?? DEFAULT_SEED, "seed", 0, 2 ** 32 - 1);
  const parallel = optional(input.parallel, requireParallel);
  const strategy = requireStrategy(input.strategy ?? DEFAULT_STRATEGY);
  const source = requireEvaluator(input.evaluator, input.samples);
  const own = await catalog.ownMetrics();
  const task = await catalog.task(requireName(input.task, "task"));
  const devices = await catalog.severalDevices(input.devices);
  const ids = devices.map(({ id }) => id);
  const optimised = requireObjectives(input.objectives, ids, own);
  const space = await catalog.space(task.space);
  const constraints = parseConstraints(space, input.constraints, ids, own);
  const stopping = requireStopping(input);
  const offered = requireFidelities(
    input.fidelities,
    { ...optimised, constraints },
    strategy,
    source.evaluator,
  );
  return {
    task,
    space,
    devices,
    settings: {
      task: task.id,
      devices: ids,
      budget,
      ...source,
      strategy,
      ...optimised,
      constraints,
      seed,
      ...defined({ parallel }),
      ...stopping,
      ...offered,
    },
  };
}

/** Checks how many networks may be out at the same time. Throws `InvalidInput` on `parallel`. */
export const requireParallel = (given: unknown): number =>
  requireInteger(given, "parallel", 1, MOST_PARALLEL);

/** The objectives in a fixed order: the built-in ones in that of `METRICS`, then own ones by name. */
function requireObjectives(
  given: readonly string[] | undefined,
  devices: readonly DeviceId[],
  own: readonly OwnMetric[],
): Pick<RunSettings, "objectives" | "costObjectives"> {
  if (given === undefined) return {};
  if (!Array.isArray(given)) throw new InvalidInput("objectives", "objectives must be a list of metrics");
  const parsed = parseObjectives(given, devices, own);
  const objectives = [...METRICS, ...own].filter((metric) => parsed.some((one) => one.metric === metric));
  const onEvery = objectives.filter((metric) => ownerOf(metric) === "device").length * devices.length;
  const costs = devices.flatMap((device) =>
    objectives.flatMap((metric) => parsed.filter((one) => one.metric === metric && one.device === device)),
  );
  return devices.length === 1 || costs.length === onEvery
    ? { objectives }
    : { objectives, costObjectives: costs };
}

function requireStopping({
  timeLimitSeconds,
  plateau,
}: StartSearch): Pick<RunSettings, "timeLimitSeconds" | "plateau"> {
  if (timeLimitSeconds !== undefined && !(timeLimitSeconds > 0 && Number.isFinite(timeLimitSeconds))) {
    throw new InvalidInput("timeLimitSeconds", "timeLimitSeconds must be a number above 0");
  }
  const limit = defined({ timeLimitSeconds });
  if (plateau === undefined) return limit;
  const { gain } = plateau;
  if (!(gain > 0 && gain < 1)) {
    throw new InvalidInput(
      "plateau.gain",
      "plateau.gain must be a share of the hypervolume, above 0 and below 1",
    );
  }
  const window = requireInteger(plateau.window ?? DEFAULT_WINDOW, "plateau.window", 1, MOST_EVALUATIONS);
  return { ...limit, plateau: { window, gain } };
}

function requireStrategy(value: unknown): StrategyName {
  const strategy = STRATEGIES.find((name) => name === value);
  if (strategy !== undefined) return strategy;
  throw new InvalidInput(
    "strategy",
    `strategy must be one of ${STRATEGIES.join(", ")}, not ${quoted(value)}`,
  );
}

type EvaluationSource = Pick<RunSettings, "evaluator"> & { readonly samples?: SampleTableName };

/** The evaluator of a run. A sample table without an evaluator is replayed. */
function requireEvaluator(evaluator: unknown, samples: unknown): EvaluationSource {
  const chosen = evaluator ?? (samples === undefined ? undefined : "table");
  if (chosen === undefined) {
    throw new InvalidInput(
      "evaluator",
      "say how networks are evaluated: " +
        'evaluator "table" with samples (the name of an imported table), "training" or "external"',
    );
  }
  if (chosen === "table") {
    if (samples === undefined) {
      throw new InvalidInput(
        "samples",
        'evaluator "table" needs samples: the name of an imported sample table',
      );
    }
    return { evaluator: "table", samples: sampleTableName(requireName(samples, "samples")) };
  }
  if (samples !== undefined) {
    throw new InvalidInput(
      "samples",
      `samples are replayed by evaluator "table" only, not by ${quoted(chosen)}`,
    );
  }
  if (chosen === "external" || chosen === "training") return { evaluator: chosen };
  throw new InvalidInput("evaluator", `evaluator must be table, training or external, not ${quoted(chosen)}`);
}

const quoted = (value: unknown): string =>
  typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : typeof value;
