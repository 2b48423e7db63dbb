import type { Parameters, Tensor } from "../../export/parameters.js";
import type { FrozenFusion } from "./frozen.js";
import { FusionNetwork } from "./network.js";
import type { MapShape } from "./operators.js";

const EPSILON = 1e-5;
const CONVOLVED = new Set(["LinearGLU", "ConcatFC", "CatConvMish"]);

/**
 * Returns the parameters of a fusion network for inference: the projections of its taps with their batch norms folded
 * in (`fusion.TAP`), its operators' (`fusion.cellC.nodeN`), its layer norms' (`fusion.cellC.norm` and
 * `fusion.output.norm`) and its classifier's (`fusion.classifier`). Our maps are (positions, channels); those of the
 * result are (channels, positions).
 *
 * @param tapShape the shape of a tap by its name, without positions: its channels and ones, as many as the layer needs
 */
export function foldedFusion(fusion: FrozenFusion, tapShape: (tap: string) => readonly number[]): Parameters {
  const { genotype, shape, values, norms } = fusion;
  const network = new FusionNetwork(genotype, shape);
  const slices = network.layout.slices(values);
  const at = (name: string): Float32Array => (slices.get(name) as Tensor).values;
  const folded = new Map<string, Tensor>();
  const add = (name: string, tensorShape: readonly number[], tensor: Float32Array): void => {
    folded.set(`fusion.${name}`, { shape: tensorShape, values: tensor });
  };
  const { channels, positions } = shape;
  const maps = { positions, channels };
  const addNorm = (name: string, from: string, cells: number): void => {
    for (const [part, key] of [
      ["weight", "gamma"],
      ["bias", "beta"],
    ] as const)
      add(`${name}.${part}`, [cells * channels, positions], turned(at(`${from}.${key}`), cells, maps));
  };
  network.taps.forEach((tap, i) => {
    const name = shape.taps[tap];
    const used = tapShape(name);
    const { weights, bias } = projection(fusion, { at, tap: i, used: used[0] });
    add(`${name}.weight`, [channels, ...used], weights);
    add(`${name}.bias`, [channels], bias);
  });
  genotype.forEach(({ nodes }, c) => {
    for (const [n, { operator }] of nodes.entries()) {
      const name = `cell${c + 1}.node${n + 1}`;
      if (CONVOLVED.has(operator)) {
        const both = norms.parts[0][name];
        const width = both.length / 2;
        const pair = Float32Array.from([...at(`${name}.x`), ...at(`${name}.y`)]);
        const columns = transposed(pair, 2 * channels, width);
        const scaled = columns.map((value, k) => value * both[Math.floor(k / (2 * channels))]);
        add(`${name}.weight`, [width, 2 * channels, 1], scaled);
        add(`${name}.bias`, [width], both.slice(width));
      } else if (operator === "SE1") {
        add(`${name}.weight`, [channels, channels, 1], transposed(at(`${name}.gate`), channels, channels));
        add(`${name}.bias`, [channels], at(`${name}.bias`));
      } else if (operator === "ScaleDotAttn") addNorm(name, name, 1);
    }
    addNorm(`cell${c + 1}.norm`, `cell${c + 1}`, 1);
  });
  const cells = at("output.gamma").length / (positions * channels);
  addNorm("output.norm", "output", cells);
  const rows = at("classifier");
  const perClass = transposed(rows, rows.length / shape.classes, shape.classes);
  add(
    "classifier.weight",
    [shape.classes, cells * channels * positions],
    turned(perClass, shape.classes * cells, maps),
  );
  add("classifier.bias", [shape.classes], at("classifier.bias"));
  return folded;
}

/** Folds the batch norm of a tap's projection, whose statistics follow from the moments of the tap. */
function projection(
  { shape, moments }: FrozenFusion,
  { at, tap, used }: { at(name: string): Float32Array; readonly tap: number; readonly used: number },
) {
  const { channels, inChannels } = shape;
  const all = at("taps").subarray(tap * inChannels * channels, (tap + 1) * inChannels * channels);
  const mean = moments.mean.subarray(tap * inChannels, (tap + 1) * inChannels);
  const covariance = moments.covariance.subarray(tap * inChannels ** 2, (tap + 1) * inChannels ** 2);
  const weights = new Float32Array(channels * used);
  const bias = new Float32Array(channels);
  for (let o = 0; o < channels; o++) {
    const column = Float64Array.from({ length: inChannels }, (_, i) => all[i * channels + o]);
    const variance = column.reduce(
      (sum, w, i) => sum + w * column.reduce((inner, v, j) => inner + covariance[i * inChannels + j] * v, 0),
      0,
    );
    const scale = at("taps.gamma")[tap * channels + o] / Math.sqrt(variance + EPSILON);
    for (let i = 0; i < used; i++) weights[o * used + i] = column[i] * scale;
    const shift = column.reduce((sum, w, i) => sum + w * scale * mean[i], 0);
    bias[o] = at("taps.beta")[tap * channels + o] - shift;
  }
  return { weights, bias };
}

/** Transposes a matrix (rows, columns). */
const transposed = (values: Float32Array, rows: number, columns: number): Float32Array =>
  Float32Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]);

/** Turns maps (count, positions, channels) into (count, channels, positions). */
function turned(values: Float32Array, count: number, { positions, channels }: MapShape): Float32Array {
  const size = positions * channels;
  const out = new Float32Array(values.length);
  for (let i = 0; i < count; i++)
    out.set(transposed(values.subarray(i * size, (i + 1) * size), positions, channels), i * size);
  return out;
}
