import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excess, METRICS, type Metric, SOURCES } from "../../../src/base/metric.js";
import { Random } from "../../../src/base/random.js";
import { fraction, millijoules, milliseconds } from "../../../src/base/units.js";
import { ByteTable } from "../../../src/projections/columns/byte-table.js";
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
            structureColumns: () => undefined,
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

  it("has the feasible front under limits on genes and sizes, whose columns know all rows or the first ones", () => {
    const random = new Random("structure");
    const count = 1500;
    const draw = (most: number) => columnOf(Array.from({ length: count }, () => random.int(most)));
    const of: Columns = { accuracy: draw(60), latency: draw(60), energy: draw(60) };
    const sizes = Float64Array.from({ length: count }, (_, row) =>
      row % 11 === 0 ? Number.NaN : random.int(100),
    );
    const genotypes = ByteTable.empty(2).with(
      Array.from({ length: count }, () =>
        Uint8Array.of(random.int(3), random.next() < 0.1 ? 255 : random.int(3)),
      ),
    );
    const set = setOf(of, METRICS);
    const columns = METRICS.map((metric) => of[metric]);
    // Columns of an earlier moment know fewer rows; questions about several moments alternate.
    for (const known of [400, 1500, 1000, 1500, 0]) {
      for (let question = 0; question < 12; question++) {
        const genes = [0, 1]
          .filter(() => random.next() < 0.5)
          .map((position) => ({
            position,
            isAllowed: new Uint8Array(256).fill(1, 254).fill(1, 0, 1 + random.int(2)),
          }));
        const most = random.int(120);
        const keeps = (row: number) =>
          genes.every(({ position, isAllowed }) => isAllowed[genotypes.at(row, position)] === 1) &&
          sizes[row] <= most;
        const hidden = (row: number) => (row < known ? sizes[row] : Number.NaN);
        const size = {
          size: "params" as const,
          values: columnOf(Array.from({ length: count }, (_, r) => hidden(r))),
          most,
        };
        const structure = { count: known, genotypes, genes, sizes: [size] };
        const limits = METRICS.map(() => (random.next() < 0.3 ? random.int(60) : undefined));
        const rows = [...Array(count).keys()].filter(
          (row) =>
            keeps(row) &&
            METRICS.every((metric, m) => {
              const limit = limits[m];
              return limit === undefined || excess(metric, of[metric].at(row), limit) <= 0;
            }),
        );
        expect(set.frontWhere(limits, { keeps, structure })).toEqual(frontByPairs(METRICS, columns, rows));
      }
    }
  });
});
