import { InvalidInput } from "../../../src/base/errors.js";
import { pack, unpack } from "../../encoding.js";
import { folds } from "../../matrix.js";
import type { Family, FitOptions, Matrix, OutOfSample, Regressor } from "../../port.js";
import { forward } from "./network.js";

export const MLP_ENSEMBLE = "mlp-ensemble";
const MEMBERS = 5;
const WIDTH = 64;
const LEAST_NOISE = 1e-6;

interface Model {
  readonly centre: Float64Array;
  /** 1 over each column's standard deviation; 0 for a constant column. */
  readonly scale: Float64Array;
  readonly members: readonly Float64Array[];
  /** Root mean square of what networks are off by on rows that they did not see, beyond their spread. */
  readonly noise: number;
}

/**
 * An ensemble of networks with two hidden layers, each trained without another fifth of the rows, which is its
 * cross-validation (Lakshminarayanan et al., Deep Ensembles, NIPS 2017). The standard deviation is the spread of the networks
 * plus the noise left of the errors on those fifths. Only fitting needs tensors (`FitOptions.mlp`). Never tried unasked.
 */
export const mlpEnsemble: Family = {
  name: MLP_ENSEMBLE,
  fit: (features, targets, options) => regressor(train(features, targets, options).model),
  crossValidate: (features, targets, options) => train(features, targets, options).left,
  revive: (state) =>
    regressor({
      centre: unpack(state.centre),
      scale: unpack(state.scale),
      members: (state.members as readonly string[]).map(unpack),
      noise: state.noise as number,
    }),
};

function train(
  features: Matrix,
  targets: Float64Array,
  { seed, mlp }: FitOptions,
): { readonly model: Model; readonly left: OutOfSample } {
  if (mlp === undefined)
    throw new InvalidInput("family", `${MLP_ENSEMBLE} cannot be trained here: no tensors`);
  const scaling = standardisation(features);
  const inputs = standardised(features, scaling);
  const parts = folds(features.rows, MEMBERS, seed);
  const members = mlp({
    rows: features.rows,
    columns: features.columns,
    inputs: inputs.data,
    targets,
    members: parts.map(({ fitted }) => fitted),
    width: WIDTH,
    seed,
  });
  const { spread, said } = opinions(members, inputs);
  const mean = new Float64Array(features.rows);
  parts.forEach(({ judged }, m) => {
    for (const r of judged) mean[r] = said[m][r];
  });
  const excess = mean.reduce((sum, x, r) => sum + (x - targets[r]) ** 2 - spread[r], 0) / features.rows;
  const noise = Math.sqrt(Math.max(LEAST_NOISE ** 2, excess));
  const sd = spread.map((variance) => Math.sqrt(variance + noise * noise));
  return { model: { ...scaling, members, noise }, left: { mean, sd } };
}

function standardisation({ rows, columns, data }: Matrix): Pick<Model, "centre" | "scale"> {
  const centre = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (let i = 0; i < data.length; i++) centre[i % columns] += data[i] / rows;
  for (let i = 0; i < data.length; i++) squares[i % columns] += (data[i] - centre[i % columns]) ** 2 / rows;
  return { centre, scale: squares.map((s) => (s > 1e-18 ? 1 / Math.sqrt(s) : 0)) };
}

const standardised = (
  { rows, columns, data }: Matrix,
  { centre, scale }: Pick<Model, "centre" | "scale">,
): Matrix => ({
  rows,
  columns,
  data: data.map((x, i) => (x - centre[i % columns]) * scale[i % columns]),
});

/** What each network says of each row, their mean, and their variance. */
function opinions(members: readonly Float64Array[], inputs: Matrix) {
  const said = members.map((weights) => forward(weights, inputs, WIDTH));
  const mean = new Float64Array(inputs.rows);
  const spread = new Float64Array(inputs.rows);
  for (let r = 0; r < inputs.rows; r++) {
    for (const values of said) mean[r] += values[r] / said.length;
    for (const values of said) spread[r] += (values[r] - mean[r]) ** 2 / said.length;
  }
  return { said, mean, spread };
}

function regressor(model: Model): Regressor {
  const { centre, scale, members, noise } = model;
  return {
    state: {
      family: MLP_ENSEMBLE,
      centre: pack(centre),
      scale: pack(scale),
      members: members.map(pack),
      noise,
    },
    predict(features) {
      const { mean, spread } = opinions(members, standardised(features, model));
      return { mean, sd: spread.map((variance) => Math.sqrt(variance + noise * noise)) };
    },
  };
}
