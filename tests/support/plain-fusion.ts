import {
  added,
  layerNorm,
  map,
  mish,
  product,
  type Rows,
  relu,
  rowNorm,
  rowsOf,
  sigmoid,
  softmax,
  sumOf,
  transposed,
} from "./plain-network.js";

/** The parameters of an operator by the last part of their names, each one flat. */
export type PlainWeights = Readonly<Record<string, readonly number[]>>;
/**
 * An operator on two maps. `statisticsFrom` is the number of first rows that provide batch-norm statistics (default:
 * all rows).
 */
type PlainOperator = (x: Rows, y: Rows, weights: PlainWeights, statisticsFrom?: number) => number[][];

/** Splits (batch * positions, channels) into one list of rows per example. */
const examples = (x: Rows, positions: number): number[][][] =>
  Array.from({ length: x.length / positions }, (_, n) =>
    x.slice(n * positions, (n + 1) * positions).map((row) => [...row]),
  );

/** Applies layer norm to each example over positions and channels. */
export function exampleNorm(x: Rows, gamma: readonly number[], beta: readonly number[]): number[][] {
  const channels = x[0].length;
  const positions = gamma.length / channels;
  return examples(x, positions).flatMap((rows) => rowsOf(layerNorm([rows.flat()], gamma, beta)[0], channels));
}

/** Applies batch norm to every column, with the statistics of the first rows. */
export const columnNorm = (x: Rows, { gamma, beta }: PlainWeights, statisticsFrom?: number): number[][] =>
  transposed(rowNorm(transposed(x), gamma, beta, statisticsFrom));

function convolved(x: Rows, y: Rows, weights: PlainWeights, statisticsFrom?: number): number[][] {
  const width = weights.gamma.length;
  const sum = added(product(x, rowsOf(weights.x, width)), product(y, rowsOf(weights.y, width)));
  return columnNorm(sum, weights, statisticsFrom);
}

export const gatedLinear = (x: Rows): number[][] =>
  x.map((row) => row.slice(0, row.length / 2).map((value, c) => value * sigmoid(row[row.length / 2 + c])));

export function attended(x: Rows, y: Rows, positions: number): number[][] {
  const channels = x[0].length;
  const values = examples(y, positions);
  return examples(x, positions).flatMap((queries, n) =>
    queries.map((query) => {
      const scores = softmax(
        values[n].map((key) => sumOf(key.map((v, c) => v * query[c])) / Math.sqrt(channels)),
      );
      return query.map((_, c) => sumOf(scores.map((score, p) => score * values[n][p][c])));
    }),
  );
}

function gated(x: Rows, y: Rows, { gate, bias }: PlainWeights, positions: number): number[][] {
  const sources = examples(x, positions);
  return examples(y, positions).flatMap((rows, n) => {
    const pooled = transposed(sources[n]).map((channel) => sumOf(channel) / positions);
    const open = product([pooled], rowsOf(gate, bias.length))[0].map((v, c) => sigmoid(relu(v + bias[c])));
    return rows.map((row) => row.map((value, c) => value * open[c]));
  });
}

/** The six operators on maps (batch * positions, channels), without dropout. */
export const plainOperators = (positions: number): Readonly<Record<string, PlainOperator>> => ({
  Sum: added,
  ScaleDotAttn: (x, y, { gamma, beta }) => exampleNorm(attended(x, y, positions), gamma, beta),
  LinearGLU: (x, y, weights, from) => gatedLinear(convolved(x, y, weights, from)),
  ConcatFC: (x, y, weights, from) => map(convolved(x, y, weights, from), relu),
  SE1: (x, y, weights) => gated(x, y, weights, positions),
  CatConvMish: (x, y, weights, from) => map(convolved(x, y, weights, from), mish),
});
