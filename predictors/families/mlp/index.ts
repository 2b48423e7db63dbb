import { InvalidInput } from "../../../src/base/errors.js";
import { pack, unpack } from "../../encoding.js";
import { folds } from "../../matrix.js";
import type { Family, FitOptions, Matrix, OutOfSample, Regressor } from "../../port.js";
import { forward } from "./network.js";

export const MLP_ENSEMBLE = "mlp-ensemble";
/** Number of networks. */
const MEMBERS = 5;
/** Width of both hidden layers. */
const WIDTH = 64;
/** Smallest standard deviation of the noise, in latent units. */
const LEAST_NOISE = 1e-6;

interface Model {
  readonly centre: Float64Array;
  /** 1 over each column's standard deviation; 0 for a constant column. */
  readonly scale: Float64Array;
  /** The weights of each network (see `MlpTrainer`). */
  readonly members: readonly Float64Array[];
  /** Standard deviation of the errors on rows that a network has not seen, beyond the spread of the networks. */
  readonly noise: number;
}

/**
 * An ensemble of five networks with two hidden layers (Lakshminarayanan et al., Deep Ensembles, NIPS 2017). Each
 * network is trained without another fifth of the rows; its predictions of that fifth are the cross-validation. The
 * variance of a prediction is the variance over the networks plus a noise variance: the part of the squared errors in
 * the cross-validation that the variance over the networks does not explain. Only fitting needs a tensor backend
 * (`FitOptions.mlp`). The family is tried only if the user names it.
 */
export const mlpEnsemble: Family = {
  name: MLP_ENSEMBLE,
  fit: (features, targets, options) => regressor(train(features, targets, options).model),
  crossValidate: (features, targets, options) => train(features, targets, options).leftOut,
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
): { readonly model: Model; readonly leftOut: OutOfSample } {
  if (mlp === undefined)
    throw new InvalidInput(
      "family",
      `${MLP_ENSEMBLE} cannot be trained here, because there is no tensor backend`,
    );
  const scaling = standardisation(features);
  const inputs = standardised(features, scaling);
  const parts = folds(features.rows, MEMBERS, seed);
  const members = mlp({
    rows: features.rows,
    columns: features.columns,
    inputs: inputs.data,
    targets,
    members: parts.map(({ trainingRows }) => trainingRows),
    width: WIDTH,
    seed,
  });
  const { spread, outputs } = outputsOf(members, inputs);
  const mean = new Float64Array(features.rows);
  parts.forEach(({ leftOutRows }, m) => {
    for (const r of leftOutRows) mean[r] = outputs[m][r];
  });
  const excess = mean.reduce((sum, x, r) => sum + (x - targets[r]) ** 2 - spread[r], 0) / features.rows;
  const noise = Math.sqrt(Math.max(LEAST_NOISE ** 2, excess));
  const sd = spread.map((variance) => Math.sqrt(variance + noise * noise));
  return { model: { ...scaling, members, noise }, leftOut: { mean, sd } };
}

/** The mean of every column, and the factor that gives it variance 1. */
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

/** The output of each network for each row, with their mean and variance (`spread`) over the networks. */
function outputsOf(members: readonly Float64Array[], inputs: Matrix) {
  const outputs = members.map((weights) => forward(weights, inputs, WIDTH));
  const mean = new Float64Array(inputs.rows);
  const spread = new Float64Array(inputs.rows);
  for (let r = 0; r < inputs.rows; r++) {
    for (const values of outputs) mean[r] += values[r] / outputs.length;
    for (const values of outputs) spread[r] += (values[r] - mean[r]) ** 2 / outputs.length;
  }
  return { outputs, mean, spread };
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
      const { mean, spread } = outputsOf(members, standardised(features, model));
      return { mean, sd: spread.map((variance) => Math.sqrt(variance + noise * noise)) };
    },
  };
}
