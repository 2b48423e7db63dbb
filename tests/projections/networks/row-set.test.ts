import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRICS, type Metric, minimised, SOURCES } from "../../../src/base/metric.js";
import { fraction, millijoules, milliseconds } from "../../../src/base/units.js";
import { feasibleFront, rowSetOf } from "../../../src/projections/networks/row-set.js";
import type { Constraints } from "../../../src/search/constraints/constraints.js";
import type { Genotype } from "../../../src/space/types.js";
import { plainFront } from "../../support/plain-pareto.js";

type Columns = Readonly<Record<Metric, Float64Array>>;

const column = fc
  .array(fc.nat(4), { minLength: 10, maxLength: 10 })
  .map((values) => Float64Array.from(values));
const columns: fc.Arbitrary<Columns> = fc.record({ accuracy: column, latency: column, energy: column });
const someRows = fc.uniqueArray(fc.nat(9), { maxLength: 10 }).map((rows) => rows.sort((a, b) => a - b));
const objectives = fc.constantFrom<readonly Metric[]>(
  METRICS,
  ["accuracy", "latency"],
  ["energy", "latency"],
);
const limit = fc.option(fc.nat(4), { nil: undefined });
const genotypes: readonly Genotype[] = Array.from({ length: 10 }, (_, row) => Uint8Array.of(row));

/** The front of some rows by comparing all pairs. */
function frontByPairs(of: Columns, metrics: readonly Metric[], rows: readonly number[]): number[] {
  const points = rows.map((row) => metrics.map((metric) => minimised(metric, of[metric][row])));
  return plainFront(points).map((i) => rows[i]);
}

describe("a set of rows", () => {
  it("has the front of its rows and the worst value of each objective", () => {
    fc.assert(
      fc.property(columns, objectives, someRows, (of, metrics, rows) => {
        const set = rowSetOf(of, metrics, rows);
        expect([set.count, set.rows()]).toEqual([rows.length, rows]);
        expect(set.front).toEqual(frontByPairs(of, metrics, rows));
        const worst = metrics.map((metric) => {
          const values = rows.map((row) => of[metric][row]);
          return [metric, metric === "accuracy" ? Math.min(...values) : Math.max(...values)];
        });
        expect(set.worst).toEqual(rows.length === 0 ? {} : Object.fromEntries(worst));
      }),
    );
  });

  it("has the feasible front of the rows that keep every limit, also those on other metrics and on genes", () => {
    fc.assert(
      fc.property(
        columns,
        objectives,
        someRows,
        fc.record({ accuracy: limit, latency: limit, energy: limit }),
        fc.boolean(),
        (of, metrics, rows, limits, isOddOnly) => {
          const constraints: Constraints = {
            ...(limits.accuracy !== undefined && { minAccuracy: fraction(limits.accuracy) }),
            ...(limits.latency !== undefined && { maxLatency: milliseconds(limits.latency) }),
            ...(limits.energy !== undefined && { maxEnergy: millijoules(limits.energy) }),
            ...(isOddOnly && { genes: { any: [1] } }),
          };
          const keepsStructure = ([row]: Genotype): boolean => row % 2 === 1;
          const feasible = rows.filter(
            (row) =>
              of.accuracy[row] >= (limits.accuracy ?? 0) &&
              of.latency[row] <= (limits.latency ?? 4) &&
              of.energy[row] <= (limits.energy ?? 4) &&
              (!isOddOnly || row % 2 === 1),
          );
          const set = rowSetOf(of, metrics, rows);
          expect(
            feasibleFront(
              { columns: of, genotypes, source: () => "MEASURED" },
              set,
              constraints,
              SOURCES,
              keepsStructure,
            ),
          ).toEqual(frontByPairs(of, metrics, feasible));
        },
      ),
      { numRuns: 300 },
    );
  });
});
