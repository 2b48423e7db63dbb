import * as tf from "@tensorflow/tfjs-core";
import { tapBlocks } from "../../space/network/taps.js";
import type { BackboneOutputs, Calibration, Tap } from "../backbone.js";
import { sizeOf } from "../data/shape.js";
import { type NormSource, type NormValues, RecordedNorms, storedNorms } from "../nn/norm-source.js";
import type { Weights } from "../nn/parameters.js";
import type { SubNetwork } from "./sub-network.js";
import type { Maps, Supernet } from "./supernet.js";
import { unfold } from "./unfold.js";

/** Side of the maps that the fusion network reads. */
const TAP_SIDE = 4;
/** Number of examples computed at a time, as a multiple of the calibration examples, which every chunk includes. */
const CHUNK = 4;

/** A sub-network and the examples to compute its outputs for. */
export interface OutputsRequest {
  readonly supernet: Supernet;
  /** Flat parameters of the supernet. */
  readonly values: Float32Array;
  readonly network: SubNetwork;
  /** Examples, (count, channels, height, width). */
  readonly examples: Float32Array;
  readonly calibration: Calibration;
}

/**
 * Computes the outputs of a sub-network for some examples, chunk by chunk. Tap i of 4 is the output of block
 * ceil(i B / 4) of the B blocks, including the fixed one. Two taps on the same block share one object.
 */
export function backboneOutputs(request: OutputsRequest): BackboneOutputs {
  const { supernet, values, examples, calibration } = request;
  const weights = supernet.layout.kept(values);
  try {
    return outputsInChunks({ examples, calibration, size: sizeOf(supernet.backbone.input) }, (pass, norms) =>
      outputsOf(request, weights, pass, norms),
    );
  } finally {
    tf.dispose([...weights.values()]);
  }
}

/** Examples of `size` values each, and where the batch norms come from. */
interface ChunkedExamples {
  readonly examples: Float32Array;
  readonly calibration: Calibration;
  readonly size: number;
}

/**
 * Computes the outputs of a frozen backbone chunk by chunk.
 *
 * @param compute gets the calibration examples (blanks where the norms are stored) followed by those of a chunk, and
 *   returns the outputs of the latter; it runs in a tensor scope of its own
 */
export function outputsInChunks(
  { examples, calibration, size }: ChunkedExamples,
  compute: (examples: Float32Array, norms: NormSource) => Part,
): BackboneOutputs {
  const leading =
    calibration.kind === "measured" ? calibration.on : new Float32Array(calibration.norms.examples * size);
  const recorded: NormValues[] = [];
  const parts = chunks(examples, CHUNK * leading.length).map((chunk, part) => {
    if (calibration.kind === "stored")
      return computeChunk(leading, chunk, storedNorms(calibration.norms, part), compute);
    const norms = new RecordedNorms(leading.length / size);
    const outputs = computeChunk(leading, chunk, norms, compute);
    recorded.push(norms.values);
    return outputs;
  });
  const norms =
    calibration.kind === "measured"
      ? { examples: leading.length / size, parts: recorded }
      : calibration.norms;
  return { ...joined(parts), norms };
}

/** Splits an array into parts of at most `length` values. */
function chunks(values: Float32Array, length: number): Float32Array[] {
  const parts: Float32Array[] = [];
  for (let at = 0; at < values.length; at += length)
    parts.push(values.subarray(at, Math.min(values.length, at + length)));
  return parts;
}

type Part = Omit<BackboneOutputs, "norms">;

function computeChunk(
  leading: Float32Array,
  chunk: Float32Array,
  norms: NormSource,
  compute: (examples: Float32Array, norms: NormSource) => Part,
): Part {
  const examples = new Float32Array(leading.length + chunk.length);
  examples.set(leading);
  examples.set(chunk, leading.length);
  tf.engine().startScope();
  try {
    return compute(examples, norms);
  } finally {
    tf.engine().endScope();
  }
}

function outputsOf(
  { supernet, network }: OutputsRequest,
  weights: Weights,
  examples: Float32Array,
  norms: NormSource,
): Part {
  const shape = supernet.backbone.input;
  const rows = shape[0] * 9;
  const patches = unfold(examples, shape);
  let maps = supernet.entry(weights, tf.tensor2d(patches, [rows, patches.length / rows]), norms);
  const blocks = [maps];
  for (const choice of network) {
    maps = supernet.block(weights, choice, maps, norms);
    blocks.push(maps);
  }
  const logits = tf.transpose(supernet.head(weights, maps, { norms }));
  const pooled = new Map<number, Tap>();
  for (const block of tapBlocks(blocks.length))
    if (!pooled.has(block)) pooled.set(block, tapOf(blocks[block], norms.examples));
  return {
    taps: tapBlocks(blocks.length).map((block) => pooled.get(block) as Tap),
    logits: Float32Array.from(tf.slice(logits, [norms.examples, 0]).dataSync()),
  };
}

/**
 * Reduces the maps of the examples after the first `skip` to 4x4 by adaptive max pooling as in PyTorch: of a side s,
 * bin i covers the positions from floor(i s / 4) to below ceil((i + 1) s / 4).
 */
function tapOf({ data, size }: Maps, skip: number): Tap {
  const channels = data.shape[0];
  const maps = tf.slice(tf.reshape(data, [channels, -1, size, size]), [0, skip, 0, 0]);
  const bins = (axis: number, whole: tf.Tensor): tf.Tensor => {
    const parts = Array.from({ length: TAP_SIDE }, (_, i) => {
      const from = Math.floor((i * size) / TAP_SIDE);
      const begin = [0, 0, 0, 0];
      const extent = [...whole.shape];
      begin[axis] = from;
      extent[axis] = Math.ceil(((i + 1) * size) / TAP_SIDE) - from;
      return tf.max(tf.slice(whole, begin, extent), axis, true);
    });
    return tf.concat(parts, axis);
  };
  const pooled = bins(3, bins(2, maps));
  const values = tf.transpose(tf.reshape(pooled, [channels, -1, TAP_SIDE * TAP_SIDE]), [1, 2, 0]);
  return { channels, values: Float32Array.from(values.dataSync()) };
}

function joined(parts: readonly Part[]): Part {
  if (parts.length === 1) return parts[0];
  const whole = new Map<string, Tap>();
  const taps = parts[0].taps.map((first, i) => {
    const key = parts[0].taps.indexOf(first).toString();
    const known = whole.get(key);
    if (known !== undefined) return known;
    const tap = { channels: first.channels, values: concatenated(parts.map(({ taps }) => taps[i].values)) };
    whole.set(key, tap);
    return tap;
  });
  return { taps, logits: concatenated(parts.map(({ logits }) => logits)) };
}

function concatenated(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
