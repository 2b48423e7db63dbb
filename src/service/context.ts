import { EventEmitter } from "node:events";
import type { Predictor, TrainingSet } from "../../predictors/port.js";
import type { Clock, IdSource } from "../base/clock.js";
import type { DeviceId, SpaceId, TaskId } from "../base/ids.js";
import { PointPools } from "./front/point-pool.js";
import { SubjectTables } from "./measurements/subject-tables.js";
import type { Archive } from "./ports.js";
import { PromotedPredictors } from "./prediction/promoted.js";
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
  readonly events: EventEmitter<{ measurements: [MeasurementsChanged] }>;
}

export function createContext(dependencies: ServiceDependencies): Context {
  const subjects = new SubjectTables(dependencies.archive);
  const events = new EventEmitter<{ measurements: [MeasurementsChanged] }>();
  events.setMaxListeners(0);
  return {
    ...dependencies,
    subjects,
    pools: new PointPools(dependencies.archive, subjects),
    promoted: new PromotedPredictors(dependencies.archive),
    events,
  };
}
