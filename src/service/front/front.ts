import { InvalidInput } from "../../base/errors.js";
import { type Metric, SOURCES, type Source } from "../../base/metric.js";
import type { Point } from "../../projections/point.js";
import type { ConstraintsInput } from "../../search/constraints/parse-constraints.js";

export interface FrontQuery {
  readonly task: string;
  readonly device: string;
  /** Default: accuracy and every cost the device has. */
  readonly objectives?: readonly Metric[];
  readonly constraints?: ConstraintsInput;
  /** Which sources any metric of a point may come from. Default: measured and cost model; predicted where there is no such point. */
  readonly sources?: readonly Source[];
}

export interface Front {
  readonly objectives: readonly Metric[];
  /** Worst value of each objective among the known points, or the constraint's limit; by metric, natural units. */
  readonly referencePoint: Readonly<Partial<Record<Metric, number>>>;
  /** Best accuracy first where accuracy is an objective, else cheapest first. */
  readonly points: readonly Point[];
  /** Where nothing is feasible: the nearest points, each with what it misses (metric -> by how much, natural units). */
  readonly nearest: readonly {
    readonly point: Point;
    readonly misses: Readonly<Partial<Record<Metric | "params", number>>>;
  }[];
  readonly hypervolume: number;
  /** Which sources the points use. */
  readonly sources: readonly Source[];
  /** Plain sentences about what the answer leaves out, e.g. "no accuracy is known for task mm-imdb". */
  readonly notes: readonly string[];
  /** Changes whenever the answer to the same question may have changed. */
  readonly version: string;
}

export function checkSources(given: readonly Source[] | undefined): readonly Source[] | undefined {
  if (given === undefined) return undefined;
  if (given.length === 0) throw new InvalidInput("sources", "sources must not be empty");
  for (const source of given) {
    if (!SOURCES.includes(source))
      throw new InvalidInput("sources", `sources must be of ${SOURCES.join(", ")}, not "${source}"`);
  }
  return given;
}
