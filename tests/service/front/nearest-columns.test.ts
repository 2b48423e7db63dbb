import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMaximised, METRICS, type Metric } from "../../../src/base/metric.js";
import { Random } from "../../../src/base/random.js";
import { fraction, millijoules, milliseconds } from "../../../src/base/units.js";
import { ByteTable } from "../../../src/projections/columns/byte-table.js";
import type { FloatColumn } from "../../../src/projections/columns/float-column.js";
import { LiveFront } from "../../../src/projections/fronts/live-front.js";
import { ObjectiveColumns } from "../../../src/projections/fronts/objective-columns.js";
import type { Point } from "../../../src/projections/point.js";
import type { Constraints } from "../../../src/search/constraints/constraints.js";
import { everyRow, type NearRows, nearestPoints } from "../../../src/service/front/nearest.js";
import { columnOf } from "../../projections/fronts/plain-front.js";

const ROWS = 600;
const LIMITS: Constraints = {
  minAccuracy: fraction(0.9),
  maxLatency: milliseconds(2),
  maxEnergy: millijoules(1),
  maxParams: 30,
};

const sizeOf = (row: number): number => (row * 37) % 100;
const SIZES = columnOf(Array.from({ length: ROWS }, (_, row) => sizeOf(row)));
const GENOTYPES = ByteTable.empty(1).with(Array.from({ length: ROWS }, (_, row) => Uint8Array.of(row % 3)));
const NOT_ZERO = new Uint8Array(256).fill(1, 1);

/** The rows that are shown as nearest to limits on the metrics, whose values are the columns. */
function nearestRows(rows: NearRows, columns: ReadonlyMap<Metric, FloatColumn>, constraints: Constraints) {
  const limits = ([...columns] as const).flatMap(([metric, column]) => {
    const field = { accuracy: "minAccuracy", latency: "maxLatency", energy: "maxEnergy" }[
      metric as "accuracy"
    ];
    const limit = constraints[field as "minAccuracy"];
    return limit === undefined ? [] : [{ name: metric, metric, limit, column } as const];
  });
  const networks = {
    size: sizeOf,
    structureFilter: () => (row: number) => row % 3 !== 0,
    structureColumns: ({ maxParams: most }: Constraints) => ({
      count: ROWS,
      genotypes: GENOTYPES,
      genes: [{ position: 0, isAllowed: NOT_ZERO }],
      sizes: most === undefined ? [] : [{ size: "params" as const, values: SIZES, most }],
    }),
  };
  let shown: readonly number[] = [];
  nearestPoints(networks, rows, { constraints, limits }, (found) => {
    shown = found;
    return found.map((row) => ({ row }) as unknown as Point);
  });
  return shown;
}

const columnsOf = (values: Readonly<Record<Metric, readonly number[]>>) =>
  new Map<Metric, FloatColumn>(METRICS.map((metric) => [metric, columnOf(values[metric])]));

const value = fc.oneof({ arbitrary: fc.integer({ min: 0, max: 9 }), weight: 9 }, fc.constant(Number.NaN));
const values = fc.array(value, { minLength: ROWS, maxLength: ROWS });
const metricValues = fc.record({ accuracy: values, latency: values, energy: values });
const objectives = fc.subarray<Metric>([...METRICS], { minLength: 1 });
const limits = fc.subarray<keyof Constraints>(["minAccuracy", "maxLatency", "maxEnergy", "maxParams"]);

describe("the nearest rows of columns", () => {
  it("are those of a look at every row, also after changes, whatever the objectives and limits are", () => {
    fc.assert(
      fc.property(metricValues, objectives, limits, fc.array(fc.nat(ROWS - 1)), (all, own, fields, moved) => {
        const constraints = Object.fromEntries(fields.map((field) => [field, LIMITS[field]]));
        const before = columnsOf(all);
        const live = new LiveFront(
          new ObjectiveColumns(
            own,
            own.map((metric) => before.get(metric)!),
          ),
        );
        for (const row of moved) for (const metric of METRICS) all[metric][row] = (row % 7) / 2;
        const after = columnsOf(all);
        const set = live.at(
          new ObjectiveColumns(
            own,
            own.map((metric) => after.get(metric)!),
          ),
        );
        const expected = nearestRows(everyRow(set.rows()), after, constraints);
        expect(nearestRows(set, after, constraints)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it("are found without a look at most rows", () => {
    const count = 20_000;
    const random = new Random("nearest");
    const columns = METRICS.map((metric) =>
      columnOf(Array.from({ length: count }, () => (isMaximised(metric) ? 0.9 : 10) * random.next())),
    );
    const own = new ObjectiveColumns(METRICS, columns);
    const set = new LiveFront(own).at(own);
    let visited = 0;
    const counted: NearRows = {
      objectives: set.objectives,
      visitNear: (boundOf, visit, structure) =>
        set.visitNear(
          boundOf,
          (row) => {
            visited++;
            return visit(row);
          },
          structure,
        ),
    };
    const byMetric = new Map(METRICS.map((metric, m) => [metric, columns[m]] as const));
    const limits = { minAccuracy: fraction(0.95), maxLatency: milliseconds(0.01) };
    expect(nearestRows(counted, byMetric, limits)).toHaveLength(5);
    expect(visited).toBeLessThan(count / 10);
  });
});
