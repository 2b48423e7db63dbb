import { onceMore } from "../../base/async/once-more.js";
import { Conflict, InvalidInput } from "../../base/errors.js";
import {
  type Direction,
  isMaximised,
  nameOf,
  type Owner,
  type OwnMetric,
  ownerOf,
  ownMetric,
  unitOf,
} from "../../base/metric.js";
import type { Projections } from "../../projections/projections.js";
import { meantColumn } from "../../tables/metric-like.js";

/** A metric of a user's own, as answers describe it. */
export interface DescribedMetric {
  readonly name: string;
  /** What it belongs to. */
  readonly of: Owner;
  /** Whether smaller (min) or larger (max) values are better. */
  readonly direction: Direction;
  /** The unit of its values; empty where they have none. */
  readonly unit: string;
}

/** A metric to declare, unchecked. */
export interface AddMetric {
  readonly name: string;
  readonly of: string;
  readonly direction: string;
  /** Default: none. */
  readonly unit?: string;
}

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,49}$/;
const UNIT = /^[\p{L}\p{N} %/*^()°µ·-]{0,20}$/u;

/** Names that mean something else in tables, files, options or answers, in lower case. */
const RESERVED = new Set(
  [
    ...[
      "accuracy",
      "testAccuracy",
      "latency",
      "energy",
      "params",
      "macs",
      "metrics",
      "metric",
      "feasibility",
    ],
    ...["repeats", "sd", "accuracySd", "latencySd", "energySd", "examples", "batch", "powerMode", "runtime"],
    ...["measuredAt", "split", "training", "seeds", "seconds", "measurement", "architecture", "id", "genes"],
    ...[
      "space",
      "task",
      "device",
      "devices",
      "origin",
      "run",
      "import",
      "submission",
      "retracted",
      "fidelity",
    ],
    ...["network", "number", "score", "status", "reason", "proposedBy", "startedAt", "stored", "note", "own"],
    ...["intervals", "sources", "misses", "clashing", "extrapolated", "knee", "weighted", "cheapest"],
  ].map((name) => name.toLowerCase()),
);

/**
 * Declares a metric. The same declaration again changes nothing. Throws `InvalidInput` naming the field, and `Conflict`
 * on `name` where the name is that of another metric.
 */
export async function addMetric(
  { archive }: Pick<Projections, "archive">,
  input: AddMetric,
): Promise<{ readonly metric: DescribedMetric; readonly created: boolean }> {
  const name = requireName(input.name);
  const owner = requireOneOf(input.of, "of", ["task", "device"] as const);
  const direction = requireOneOf(input.direction, "direction", ["min", "max"] as const);
  const metric = ownMetric(owner, direction, name, requireUnit(input.unit ?? ""));
  return onceMore(async () => {
    const known = (await archive.list("metric")).find(({ id }) => id.toLowerCase() === name.toLowerCase());
    if (known !== undefined && known.metric !== metric) {
      throw new Conflict(
        "name",
        `metric "${known.id}" exists already, ${inWords(known.metric)}; choose another name`,
      );
    }
    if (known === undefined) {
      await archive.commit([{ type: "insert", kind: "metric", record: { id: name, metric } }]);
    }
    return { metric: describeMetric(metric), created: known === undefined };
  });
}

/** Lists the declared metrics in the order of their names. */
export async function listMetrics({
  catalog,
}: Pick<Projections, "catalog">): Promise<readonly DescribedMetric[]> {
  return (await catalog.ownMetrics()).map(describeMetric);
}

const describeMetric = (metric: OwnMetric): DescribedMetric => ({
  name: nameOf(metric),
  of: ownerOf(metric),
  direction: isMaximised(metric) ? "max" : "min",
  unit: unitOf(metric),
});

function inWords(metric: OwnMetric): string {
  const { of, direction, unit } = describeMetric(metric);
  return `of a ${of}, direction ${direction}, ${unit === "" ? "without a unit" : `in ${unit}`}`;
}

function requireName(name: unknown): string {
  if (typeof name !== "string" || !NAME.test(name)) {
    throw new InvalidInput("name", 'name must be 1 to 50 letters, digits or "_", starting with a letter');
  }
  if (RESERVED.has(name.toLowerCase())) {
    throw new InvalidInput(
      "name",
      `name must not be "${name}", which has a meaning already; choose another name`,
    );
  }
  if (meantColumn(name) !== undefined || /_sd$/i.test(name)) {
    throw new InvalidInput(
      "name",
      `name must not be "${name}", which reads as a built-in metric or a spread`,
    );
  }
  return name;
}

function requireUnit(unit: unknown): string {
  if (typeof unit === "string" && UNIT.test(unit)) return unit.trim();
  throw new InvalidInput(
    "unit",
    "unit must be at most 20 letters, digits, spaces or characters of %/*^()°µ·-",
  );
}

function requireOneOf<T extends string>(value: unknown, field: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw new InvalidInput(field, `${field} must be ${allowed.join(" or ")}`);
}
