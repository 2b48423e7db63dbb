import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRICS, type Metric, SOURCES } from "../../../src/base/metric.js";
import { fraction, millijoules, milliseconds } from "../../../src/base/units.js";
import type { FloatColumn } from "../../../src/projections/columns/float-column.js";
import { feasibleFront } from "../../../src/projections/fronts/feasible-front.js";
import { LiveFront } from "../../../src/projections/fronts/live-front.js";
import { ObjectiveColumns } from "../../../src/projections/fronts/objective-columns.js";
import type { Constraints } from "../../../src/search/constraints/constraints.js";
import { columnOf, frontByPairs, plainSet } from "./plain-front.js";

type Columns = Readonly<Record<Metric, FloatColumn>>;

const ROWS = [...Array(10).keys()];
const column = fc
  .array(fc.oneof({ arbitrary: fc.nat(4), weight: 9 }, fc.constant(Number.NaN)), {
    minLength: 10,
    maxLength: 10,
  })
  .map(columnOf);
const columns: fc.Arbitrary<Columns> = fc.record({ accuracy: column, latency: column, energy: column });
const objectives = fc.constantFrom<readonly Metric[]>(
  METRICS,
  ["accuracy", "latency"],
  ["energy", "latency"],
);
const limit = fc.option(fc.nat(4), { nil: undefined });

function setOf(of: Columns, metrics: readonly Metric[]) {
  const own = new ObjectiveColumns(
    metrics,
    metrics.map((metric) => of[metric]),
  );
  return new LiveFront(own).at(own);
}

describe("a set of rows", () => {
  it("has the front of its rows and the worst value of each objective", () => {
    fc.assert(
      fc.property(columns, objectives, (of, metrics) => {
        const { count, front, worst, rows } = setOf(of, metrics);
        const own = metrics.map((metric) => of[metric]);
        expect({ count, front, worst, rows: rows() }).toEqual(plainSet(metrics, own, 10));
      }),
    );
  });

  it("has the feasible front of the rows that keep every limit, also those on other metrics and on genes", () => {
    fc.assert(
      fc.property(
        columns,
        objectives,
        fc.record({ accuracy: limit, latency: limit, energy: limit }),
        fc.boolean(),
        (of, metrics, limits, isOddOnly) => {
          const constraints: Constraints = {
            ...(limits.accuracy !== undefined && { minAccuracy: fraction(limits.accuracy) }),
            ...(limits.latency !== undefined && { maxLatency: milliseconds(limits.latency) }),
            ...(limits.energy !== undefined && { maxEnergy: millijoules(limits.energy) }),
            ...(isOddOnly && { genes: { any: [1] } }),
          };
          const keeps = (row: number): boolean => {
            const [accuracy, latency, energy] = METRICS.map((metric) => of[metric].at(row));
            return (
              metrics.every((metric) => !Number.isNaN(of[metric].at(row))) &&
              (limits.accuracy === undefined || accuracy >= limits.accuracy) &&
              (limits.latency === undefined || latency <= limits.latency) &&
              (limits.energy === undefined || energy <= limits.energy) &&
              (!isOddOnly || row % 2 === 1)
            );
          };
          const networks = {
            values: (metric: Metric) => of[metric],
            structureFilter: (given: Constraints) => (row: number) =>
              given.genes === undefined || row % 2 === 1,
          };
          expect(feasibleFront(networks, setOf(of, metrics), constraints, SOURCES)).toEqual(
            frontByPairs(
              metrics,
              metrics.map((metric) => of[metric]),
              ROWS.filter(keeps),
            ),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
