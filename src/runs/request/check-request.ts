import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { type SampleTableName, sampleTableName } from "../../base/ids.js";
import { METRICS, type OwnMetric } from "../../base/metric.js";
import { requireInteger } from "../../base/validate.js";
import type { Device } from "../../hardware/types.js";
import type { Catalog } from "../../projections/catalog.js";
import type { RunSettings } from "../../records/run.js";
import type { Task } from "../../records/task.js";
import { checkObjectives } from "../../search/check-objectives.js";
import { parseConstraints } from "../../search/constraints/parse-constraints.js";
import { DEFAULT_STRATEGY, STRATEGIES, type StrategyName } from "../../search/strategies.js";
import type { Space } from "../../space/space.js";
import { requireFidelities } from "./fidelities.js";
import type { StartSearch } from "./start-search.js";

export const MOST_EVALUATIONS = 100_000;
const MOST_DEVICES = 8;
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
  const strategy = requireStrategy(input.strategy ?? DEFAULT_STRATEGY);
  const source = requireEvaluator(input.evaluator, input.samples);
  const own = await catalog.ownMetrics();
  const optimised = requireObjectives(input.objectives, own);
  const task = await catalog.task(requireName(input.task, "task"));
  const devices = await requireDevices(catalog, input.devices);
  const space = await catalog.space(task.space);
  const constraints = parseConstraints(space, input.constraints, own);
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
      devices: devices.map((device) => device.id),
      budget,
      ...source,
      strategy,
      ...optimised,
      constraints,
      seed,
      ...stopping,
      ...offered,
    },
  };
}

/** The objectives in a fixed order: the built-in ones in that of `METRICS`, then own ones by name. */
function requireObjectives(
  given: readonly string[] | undefined,
  own: readonly OwnMetric[],
): Pick<RunSettings, "objectives"> {
  if (given === undefined) return {};
  if (!Array.isArray(given)) throw new InvalidInput("objectives", "objectives must be a list of metrics");
  const wanted = checkObjectives(given, own);
  return { objectives: [...METRICS, ...own].filter((metric) => wanted.includes(metric)) };
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

async function requireDevices(catalog: Catalog, ids: unknown): Promise<readonly Device[]> {
  if (!Array.isArray(ids) || ids.length === 0) {
    throw new InvalidInput("devices", "devices must name at least one device");
  }
  if (ids.length > MOST_DEVICES) {
    throw new InvalidInput(
      "devices",
      `devices must be at most ${MOST_DEVICES} in one search, not ${ids.length}`,
    );
  }
  const devices: Device[] = [];
  for (const [i, id] of ids.entries()) {
    const field = `devices[${i}]`;
    const device = await catalog.device(requireName(id, field), field);
    if (devices.some((other) => other.id === device.id)) {
      throw new InvalidInput(field, `devices names "${device.id}" twice`);
    }
    devices.push(device);
  }
  return devices;
}

function requireName(value: unknown, field: string): string {
  if (typeof value === "string" && value !== "" && value.length <= 200) return value;
  throw new InvalidInput(field, `${field} must be a name of 1 to 200 characters`);
}

const quoted = (value: unknown): string =>
  typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : typeof value;
