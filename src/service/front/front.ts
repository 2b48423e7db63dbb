import { InvalidInput } from "../../base/errors.js";
import { SOURCES, type Source } from "../../base/metric.js";
import type { Point } from "../../projections/point.js";
import type { SizeMetric } from "../../search/constraints/constraints.js";
import type { ConstraintsInput } from "../../search/constraints/parse-constraints.js";
import type { ObjectiveName } from "../../search/objective-names.js";
import type { DevicesQuery } from "./devices.js";

/** A question for a Pareto front, unchecked. */
export interface FrontQuery extends DevicesQuery {
  /**
   * Names of metrics: a metric of devices on every device, or `DEVICE.METRIC` on one. Default: accuracy and every cost
   * that is known or can be estimated for each device.
   */
  readonly objectives?: readonly string[];
  readonly constraints?: ConstraintsInput;
  /** Sources that the objectives and the limited metrics of a point may come from. Default: all. */
  readonly sources?: readonly Source[];
}

/** By how much a network exceeds each limit that it does not keep, in natural units. */
export type Misses = Readonly<Partial<Record<ObjectiveName | SizeMetric, number>>>;

/** A Pareto front of a task on a device, or on several. */
export interface Front {
  /** The names of the objectives. With several devices, a cost has the name of its device. */
  readonly objectives: readonly ObjectiveName[];
  /** Reference point of the hypervolume, natural units: the constraint's limit, else the worst known value. */
  readonly referencePoint: Readonly<Partial<Record<ObjectiveName, number>>>;
  /** Best value of the first objective first; by default that is the best accuracy. */
  readonly points: readonly Point[];
  /**
   * Where no network keeps the constraints: the nearest ones, each with how far it is beyond each limit, natural
   * units.
   */
  readonly nearest: readonly { readonly point: Point; readonly misses: Misses }[];
  /**
   * Hypervolume of the measured and summed points, in the product of the objectives' units: those whose objectives and
   * limited metrics are all measured or summed. It is 0 where there are none.
   */
  readonly hypervolume: number;
  /** Hypervolume of all points, in the product of the objectives' units; 0 for an empty front. */
  readonly hypervolumePredicted: number;
  /** Sources that the shown points use, in the order of `SOURCES`. */
  readonly sources: readonly Source[];
  /** Sentences about what the answer leaves out, with numbers of networks and the reason. */
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
