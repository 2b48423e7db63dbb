import { beforeAll, expect, it } from "vitest";
import { mlpEnsemble } from "../../predictors/families/mlp/index.js";
import { kendallTau } from "../../predictors/ranking.js";
import { Random } from "../../src/base/random.js";
import { openBackend } from "../../src/training/backend/open.js";
import { trainNetworks } from "../../src/training/mlp.js";

beforeAll(() => openBackend("auto", () => undefined));

it("trains networks that rank new rows, and the same ones for the same seed", () => {
  const random = new Random(1);
  const rows = 80;
  const data = Float64Array.from({ length: rows * 2 }, () => random.next());
  const targets = Float64Array.from({ length: rows }, (_, r) => Math.sin(5 * data[2 * r]) - data[2 * r + 1]);
  const features = { rows, columns: 2, data };
  const options = { seed: 1, groups: Int32Array.of(0, 1), mlp: trainNetworks };
  const left = mlpEnsemble.crossValidate!(features, targets, options)!;
  expect(kendallTau(left.mean, targets)).toBeGreaterThan(0.8);
  expect(mlpEnsemble.crossValidate!(features, targets, options)).toEqual(left);
}, 60_000);
