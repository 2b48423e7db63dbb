import { InvalidInput } from "../../base/errors.js";
import { type Metric, SOURCES, type Source } from "../../base/metric.js";
import type { Point } from "../../projections/point.js";
import type { ConstraintsInput } from "../../search/constraints/parse-constraints.js";

/** A question for a Pareto front, unchecked. */
export interface FrontQuery {
  readonly task: string;
  readonly device: string;
  /** Default: accuracy and every cost that is known or can be estimated for the device. */
  readonly objectives?: readonly Metric[];
  readonly constraints?: ConstraintsInput;
  /**
   * Sources that the objectives of a point may come from. Default: `MEASURED` and `COST_MODEL`; where no network has
   * all objectives from these, `PREDICTED` as well.
   */
  readonly sources?: readonly Source[];
}

/** A Pareto front of a task on a device. */
export interface Front {
  readonly objectives: readonly Metric[];
  /** Reference point of the hypervolume, natural units: the constraint's limit, else the worst known value. */
  readonly referencePoint: Readonly<Partial<Record<Metric, number>>>;
  /** Best value of the first objective first; by default that is the best accuracy. */
  readonly points: readonly Point[];
  /**
   * Where no network keeps the constraints: the nearest ones, each with how far it is beyond each limit, natural
   * units.
   */
  readonly nearest: readonly {
    readonly point: Point;
    readonly misses: Readonly<Partial<Record<Metric | "params", number>>>;
  }[];
  /** Hypervolume in the product of the objectives' units; 0 for an empty front. */
  readonly hypervolume: number;
  /** Sources that the shown points use, in the order of `SOURCES`. */
  readonly sources: readonly Source[];
  /** Sentences about what the answer leaves out, e.g. "no predictor of accuracy is trained for task mm-imdb: ...". */
  readonly notes: readonly string[];
  /** Changes whenever the answer to the same question may have changed. */
  readonly version: string;
}

/** Checks the sources of a query. Throws `InvalidInput` on `sources` for an empty list or an unknown source. */
export function checkSources(given: readonly Source[] | undefined): readonly Source[] | undefined {
  if (given === undefined) return undefined;
  if (given.length === 0) throw new InvalidInput("sources", "sources must not be empty");
  for (const source of given) {
    if (!SOURCES.includes(source))
      throw new InvalidInput("sources", `sources must be of ${SOURCES.join(", ")}, not "${source}"`);
  }
  return given;
}
