import { describe, expect, it } from "vitest";
import { type ColumnRoles, takeApart } from "../../../predictors/few-shot/columns.js";
import { fewShot, fitFewShot, supportOfSources } from "../../../predictors/few-shot/family.js";
import { mainColumns } from "../../../predictors/few-shot/mains.js";
import { takeRows } from "../../../predictors/matrix.js";
import type { FitOptions, Matrix } from "../../../predictors/port.js";
import { spearman } from "../../../predictors/ranking.js";
import { Random } from "../../../src/base/random.js";
import { median } from "../../../src/base/statistics/median.js";

const [FEATURES, WORKLOAD, SOURCES] = [6, 2, 4];
const COLUMNS = FEATURES + WORKLOAD + SOURCES;
const moments = (width: number) => ({ mean: new Float64Array(width), sd: new Float64Array(width).fill(1) });
const options: FitOptions = {
  seed: 1,
  groups: new Int32Array(COLUMNS),
  roles: { features: moments(FEATURES), workload: moments(WORKLOAD), quantities: WORKLOAD, sources: SOURCES },
};

/**
 * Sources 0 and 1 resemble each other, 2 and 3 are noise. The log cost follows the first two with a slope of 0.9, and a
 * little the first feature.
 */
function example(rows: number, seed: number, noise = 0.02) {
  const random = new Random(seed);
  const data = new Float64Array(rows * COLUMNS);
  const targets = Float64Array.from({ length: rows }, (_, r) => {
    const at = r * COLUMNS;
    for (let c = 0; c < COLUMNS; c++) data[at + c] = 0.4 * random.normal();
    const sources = at + FEATURES + WORKLOAD;
    data[sources + 1] = data[sources] + 0.05 * random.normal();
    return 0.9 * data[sources] + 0.1 * data[at] + noise * random.normal();
  });
  const features: Matrix = { rows, columns: COLUMNS, data };
  return { features, targets };
}

describe("the few-shot model", () => {
  const known = example(10, 1);
  const unseen = example(400, 2);
  const model = fewShot.fit(known.features, known.targets, options);

  it("finds the sources that matter, and ranks and covers what it has not seen", () => {
    const { mean, sd } = model.predict(unseen.features);
    expect(spearman(mean, unseen.targets)).toBeGreaterThan(0.98);
    const inside = unseen.targets.filter((y, i) => Math.abs(y - mean[i]) <= 1.645 * sd[i]).length / 400;
    expect(inside).toBeGreaterThan(0.8);
    const support = supportOfSources(known.features, known.targets, options);
    expect(support[0] + support[1]).toBeGreaterThan(0.9);
  });

  it("gives the same predictions bit for bit after revival, alone or among others, with or without intervals", () => {
    const all = model.predict(unseen.features);
    const revived = fewShot.revive(JSON.parse(JSON.stringify(model.state)));
    expect(revived.predict(unseen.features)).toEqual(all);
    const one = model.predict(takeRows(unseen.features, [17]));
    expect([one.mean[0], one.sd[0]]).toEqual([all.mean[17], all.sd[17]]);
    expect(model.means?.(unseen.features)).toEqual(all.mean);
  });

  it("says that it knows little where every source misleads", () => {
    let inside = 0;
    let width = 0;
    for (let draw = 0; draw < 20; draw++) {
      const random = new Random(100 + draw);
      const rows = example(60, 200 + draw);
      const truth = rows.targets.map(() => 0.4 * random.normal());
      const first = takeRows(rows.features, [...Array(10).keys()]);
      const spread = fewShot.fit(first, truth.slice(0, 10), options).predict(rows.features);
      for (let i = 10; i < 60; i++) {
        inside += Math.abs(truth[i] - spread.mean[i]) <= 1.645 * spread.sd[i] ? 1 / 1000 : 0;
        width += spread.sd[i] / 1000;
      }
    }
    expect(inside).toBeGreaterThan(0.8);
    expect(width).toBeGreaterThan(3 * model.predict(unseen.features).sd[0]);
  });

  it("predicts a row that it leaves out without having seen it", () => {
    const targets = known.targets.slice();
    const before = fitFewShot(known.features, targets, options);
    targets[4] += 2;
    const after = fitFewShot(known.features, targets, options);
    expect(Math.abs(after.mean[4] - targets[4])).toBeGreaterThan(1);
    expect(Math.abs(before.mean[4] - known.targets[4])).toBeLessThan(0.3);
  });

  it("equals plain Gaussian processes that are fitted without the row, with the same hypotheses", () => {
    const { leftOut, plain } = plainLeaveOneOut(known.features, known.targets);
    for (let i = 0; i < 10; i++) expect(leftOut.mean[i]).toBeCloseTo(plain[i], 1);
  });

  it("has a wider interval where the values were rounded", () => {
    const knownNoise = new Float64Array(10).fill(0.15 ** 2);
    const rounded = fewShot.fit(known.features, known.targets, { ...options, knownNoise });
    const wide = rounded.predict(unseen.features).sd;
    expect(wide[0]).toBeGreaterThan(model.predict(unseen.features).sd[0]);
    // A new observation is rounded, too.
    expect(Math.sqrt(wide.reduce((sum, sd) => sum + sd ** 2, 0) / wide.length)).toBeGreaterThan(0.15);
  });

  it("must be told what its columns are, and have some to follow", () => {
    expect(() => fewShot.fit(known.features, known.targets, { seed: 1, groups: options.groups })).toThrow(
      RangeError,
    );
    const roles = { features: moments(COLUMNS), workload: moments(0), quantities: 0, sources: 0 };
    expect(() => fewShot.fit(known.features, known.targets, { ...options, roles })).toThrow(RangeError);
  });

  it("learns from the workload alone", () => {
    const roles = {
      features: moments(FEATURES),
      workload: moments(WORKLOAD + SOURCES),
      quantities: WORKLOAD + SOURCES,
      sources: 0,
    };
    const alone = fewShot.fit(known.features, known.targets, { ...options, roles });
    expect(spearman(alone.predict(unseen.features).mean, unseen.targets)).toBeGreaterThan(0.95);
  });

  it("follows the sum of two quantities", () => {
    const errors = Array.from({ length: 10 }, (_, draw) => {
      const rows = example(210, 300 + draw);
      const roles = { ...(options.roles as ColumnRoles), workload: moments(WORKLOAD + SOURCES), sources: 0 };
      const cost = Float64Array.from({ length: 210 }, (_, r) => {
        const [a, b] = [0, 1].map((c) => 2 * rows.features.data[r * COLUMNS + FEATURES + c]);
        return Math.log(Math.exp(a) + Math.exp(b));
      });
      rows.features.data.forEach((x, at) => {
        const column = at % COLUMNS;
        if (column >= FEATURES && column < FEATURES + 2) rows.features.data[at] = 2 * x;
      });
      const first = takeRows(rows.features, [...Array(10).keys()]);
      const { mean } = fewShot.fit(first, cost.slice(0, 10), { ...options, roles }).predict(rows.features);
      return Math.sqrt(cost.slice(10).reduce((sum, y, i) => sum + (y - mean[10 + i]) ** 2, 0) / 200);
    });
    expect(median(errors)).toBeLessThan(0.02);
  });
});

it("joins the sources that resemble each other first, and all at last", () => {
  const { features } = example(12, 5);
  const roles = options.roles as NonNullable<FitOptions["roles"]>;
  const parts = takeApart(features.data, 12, roles);
  const groups = mainColumns(parts, SOURCES, WORKLOAD).filter(({ sources }) => sources.length > 1);
  expect(groups[0].sources).toEqual([0, 1]);
  expect(groups.at(-1)?.sources).toEqual([0, 1, 2, 3]);
  const total = mainColumns(parts, SOURCES, WORKLOAD).reduce(
    (sum, { logPrior }) => sum + Math.exp(logPrior),
    0,
  );
  expect(total).toBeCloseTo(1, 12);
});

/** Leave-one-out by fitting the whole model again without each row, beside that of the closed form. */
function plainLeaveOneOut(features: Matrix, targets: Float64Array) {
  const leftOut = fitFewShot(features, targets, options);
  const plain = Array.from({ length: features.rows }, (_, i) => {
    const others = [...targets.keys()].filter((r) => r !== i);
    const model = fewShot.fit(
      takeRows(features, others),
      Float64Array.from(others, (r) => targets[r]),
      options,
    );
    return model.predict(takeRows(features, [i])).mean[0];
  });
  return { leftOut, plain };
}
