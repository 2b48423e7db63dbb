import { EventEmitter } from "node:events";
import type { Predictor, TrainingSet } from "../../predictors/port.js";
import type { Clock, IdSource } from "../base/clock.js";
import type { DeviceId, SpaceId, TaskId } from "../base/ids.js";
import { forgetSpaces } from "./catalog/lookup.js";
import { PointPools } from "./front/point-pool.js";
import { SubjectTables } from "./measurements/subject-tables.js";
import type { Archive } from "./ports.js";
import { PromotedPredictors } from "./prediction/promoted.js";
import { ResetWatch } from "./reset-watch.js";
import type { EvaluatorFactories } from "./runs/ports.js";

/** What the service writes to its log. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface ServiceDependencies {
  readonly archive: Archive;
  readonly clock: Clock;
  readonly newId: IdSource;
  /** Names this process among those that share the archive: host, process id and a random part. */
  readonly owner: string;
  readonly log: Log;
  /** Trains away from the event loop. */
  readonly train: (
    set: TrainingSet,
    options: { readonly seed: number; readonly family?: string },
  ) => Promise<Predictor>;
  readonly evaluators: EvaluatorFactories;
}

/** What measurements were stored or retracted for; followers recompute. */
export interface MeasurementsChanged {
  readonly space: SpaceId;
  readonly tasks: readonly TaskId[];
  readonly devices: readonly DeviceId[];
}

/** The dependencies and what the service keeps in memory, all of it derived from the archive and brought up to date on use. */
export interface Context extends ServiceDependencies {
  readonly subjects: SubjectTables;
  readonly pools: PointPools;
  readonly promoted: PromotedPredictors;
  readonly resets: ResetWatch;
  readonly events: EventEmitter<{ measurements: [MeasurementsChanged] }>;
}

export function createContext(dependencies: ServiceDependencies): Context {
  const { archive } = dependencies;
  const subjects = new SubjectTables(archive);
  const pools = new PointPools(archive, subjects);
  const promoted = new PromotedPredictors(archive);
  const resets = new ResetWatch(archive, () => {
    forgetSpaces(archive);
    subjects.forget();
    pools.forget();
    promoted.forget();
  });
  const events = new EventEmitter<{ measurements: [MeasurementsChanged] }>();
  events.setMaxListeners(0);
  return { ...dependencies, subjects, pools, promoted, resets, events };
}
