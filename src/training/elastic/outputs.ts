import * as tf from "@tensorflow/tfjs-core";
import { tapBlocks } from "../../space/network/taps.js";
import type { BackboneOutputs, Calibration, Tap } from "../backbone.js";
import { type ExampleRows, range } from "../data/example-rows.js";
import type { Maps } from "../nn/maps/operations.js";
import { averaged, type NormSource, type NormValues, RecordedNorms, storedNorms } from "../nn/norm-source.js";
import type { Weights } from "../nn/parameters.js";
import { passExamples } from "./memory.js";
import type { SubNetwork } from "./sub-network.js";
import type { Supernet } from "./supernet.js";
import { unfold } from "./unfold.js";

/** Number of examples computed at a time, as a multiple of the calibration examples, which every chunk includes. */
const CHUNK = 4;

/** A sub-network and the examples to compute its outputs for. */
export interface OutputsRequest {
  readonly supernet: Supernet;
  /** Flat parameters of the supernet. */
  readonly values: Float32Array;
  readonly network: SubNetwork;
  /** Positions of the taps, those of a square. */
  readonly positions: number;
  /** Examples (channels, height, width). */
  readonly examples: ExampleRows;
  readonly calibration: Calibration;
}

/**
 * Computes the outputs of a sub-network for some examples, chunk by chunk. Tap i of 4 is the output of block
 * ceil(i B / 4) of the B blocks, including the fixed one. Two taps on the same block share one object.
 *
 * Where the calibration examples and a chunk do not fit into memory together, the batch norms are the means of those of
 * parts of the calibration examples, and are the same for every chunk.
 */
export function backboneOutputs(request: OutputsRequest): BackboneOutputs {
  const { supernet, values, examples, calibration } = request;
  const most = passExamples(supernet.backbone);
  const weights = supernet.layout.kept(values);
  try {
    const isMeasuredApart =
      calibration.kind === "measured" && ((1 + CHUNK) * calibration.on.length) / examples.size > most;
    const used: Calibration = isMeasuredApart
      ? { kind: "stored", norms: normsInParts(request, weights, { on: calibration.on, most }) }
      : calibration;
    return outputsInChunks({ examples, calibration: used, alone: most }, (pass, norms) =>
      outputsOf(request, weights, pass, norms),
    );
  } finally {
    tf.dispose([...weights.values()]);
  }
}

/** Examples in memory, and how many of them may pass at a time. */
interface CalibrationParts {
  readonly on: Float32Array;
  readonly most: number;
}

/** Computes the batch norms on parts of equal size, each by its own statistics, and returns their means. */
function normsInParts(request: OutputsRequest, weights: Weights, { on, most }: CalibrationParts) {
  const { size } = request.examples;
  const count = on.length / size;
  const length = Math.ceil(count / Math.ceil(count / most));
  const recorded: { readonly examples: number; readonly values: NormValues }[] = [];
  for (let at = 0; at < count; at += length) {
    const part = on.subarray(at * size, (at + length) * size);
    const norms = new RecordedNorms(part.length / size);
    inScope(() => passOf(request, weights, part, norms));
    recorded.push(norms);
  }
  return { examples: 0, parts: [averaged(recorded)] };
}

/** Examples, and where the batch norms come from. */
interface ChunkedExamples {
  readonly examples: ExampleRows;
  readonly calibration: Calibration;
  /** Number of examples of a chunk that no calibration examples lead. */
  readonly alone: number;
}

/**
 * Computes the outputs of a frozen backbone chunk by chunk.
 *
 * @param compute gets the calibration examples (blanks where the norms are stored) followed by those of a chunk, and
 *   returns the outputs of the latter; it runs in a tensor scope of its own
 */
export function outputsInChunks(
  { examples, calibration, alone }: ChunkedExamples,
  compute: (examples: Float32Array, norms: NormSource) => Part,
): BackboneOutputs {
  const { size, count } = examples;
  const leading =
    calibration.kind === "measured" ? calibration.on : new Float32Array(calibration.norms.examples * size);
  const length = leading.length === 0 ? alone : (CHUNK * leading.length) / size;
  const recorded: NormValues[] = [];
  const parts: Part[] = [];
  for (let at = 0; at < count; at += length) {
    const chunk = examples.read(range(at, Math.min(length, count - at)));
    if (calibration.kind === "stored") {
      parts.push(computeChunk(leading, chunk, storedNorms(calibration.norms, parts.length), compute));
      continue;
    }
    const norms = new RecordedNorms(leading.length / size);
    parts.push(computeChunk(leading, chunk, norms, compute));
    recorded.push(norms.values);
  }
  const norms =
    calibration.kind === "measured"
      ? { examples: leading.length / size, parts: recorded }
      : calibration.norms;
  return { ...joined(parts), norms };
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
  return inScope(() => compute(examples, norms));
}

/** Disposes of all tensors that `work` makes. */
function inScope<T>(work: () => T): T {
  tf.engine().startScope();
  try {
    return work();
  } finally {
    tf.engine().endScope();
  }
}

/** The maps after the fixed block and after each block, and the logits (classes, batch). */
interface Pass {
  readonly blocks: readonly Maps[];
  readonly logits: tf.Tensor2D;
}

function passOf(
  { supernet, network }: OutputsRequest,
  weights: Weights,
  examples: Float32Array,
  norms: NormSource,
): Pass {
  const shape = supernet.backbone.input;
  const rows = shape[0] * 9;
  const patches = unfold(examples, shape);
  let maps = supernet.entry(weights, tf.tensor2d(patches, [rows, patches.length / rows]), norms);
  const blocks = [maps];
  for (const choice of network) {
    maps = supernet.block(weights, choice, maps, norms);
    blocks.push(maps);
  }
  return { blocks, logits: supernet.head(weights, maps, { norms }) };
}

function outputsOf(
  request: OutputsRequest,
  weights: Weights,
  examples: Float32Array,
  norms: NormSource,
): Part {
  const { blocks, logits } = passOf(request, weights, examples, norms);
  const { positions } = request;
  const pooled = new Map<number, Tap>();
  for (const block of tapBlocks(blocks.length))
    if (!pooled.has(block)) {
      const tap = request.supernet.operations.tap(blocks[block], norms.examples, Math.sqrt(positions));
      pooled.set(block, { channels: tap.shape[2], positions, values: Float32Array.from(tap.dataSync()) });
    }
  return {
    taps: tapBlocks(blocks.length).map((block) => pooled.get(block) as Tap),
    logits: Float32Array.from(tf.slice(tf.transpose(logits), [norms.examples, 0]).dataSync()),
  };
}

function joined(parts: readonly Part[]): Part {
  if (parts.length === 1) return parts[0];
  const whole = new Map<string, Tap>();
  const taps = parts[0].taps.map((first, i) => {
    const key = parts[0].taps.indexOf(first).toString();
    const known = whole.get(key);
    if (known !== undefined) return known;
    const tap = { ...first, values: concatenated(parts.map(({ taps }) => taps[i].values)) };
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
