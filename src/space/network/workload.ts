import { toArchitecture } from "../architecture.js";
import type { Space } from "../space.js";
import { type Genotype, OPEN } from "../types.js";
import { blueprintOf } from "./blueprint.js";
import { complexityOf } from "./complexity.js";
import { type FusionForm, fusionLayer, USUAL_FORM } from "./fusion-form.js";
import { fusionOf } from "./fusion-genotype.js";
import { FUSION_OPERATORS, type FusionOperator, type Layer } from "./layer.js";
import { type Complexity, depthwiseMacs, layerComplexity } from "./layer-complexity.js";
import { layersOf } from "./layers.js";
import { liveFusion } from "./live-fusion.js";

/** What one example makes a device do, independent of the device. */
export interface Workload {
  /** Multiply-accumulates. */
  readonly macs: number;
  /** Trainable parameters, which are read once. */
  readonly params: number;
  /** Kernels launched if no two operations are merged: a convolution, its batch norm and its activation are three. */
  readonly kernels: number;
  /** Numbers that convolutions and fusion operators read and write. */
  readonly activations: number;
  /** Elastic blocks of the backbones and cells of the fusion network, plus one. */
  readonly depth: number;
  /** Multiply-accumulates of depthwise convolutions, which most devices compute slower than the others. */
  readonly depthwise: number;
}

/** Kernels of a fusion operator, counted as `Workload.kernels` is. */
const OPERATOR_KERNELS: Readonly<Record<FusionOperator, number>> = {
  Sum: 1,
  ScaleDotAttn: 8,
  LinearGLU: 4,
  ConcatFC: 4,
  SE1: 5,
  CatConvMish: 4,
};
/** Pooling, 1x1 convolution, batch norm, ReLU of a feature map that the fusion network reads. */
const TAP_KERNELS = 4;
/** Residual sum and layer norm (two) of a fusion cell. */
const CELL_KERNELS = 3;
const SQUEEZE_KERNELS = 6;

/** Kernels of an edge of NAS-Bench-201: ReLU, convolution, batch norm. */
const EDGE_KERNELS: Readonly<Record<string, number>> = { nor_conv_1x1: 3, nor_conv_3x3: 3, avg_pool_3x3: 1 };
/** Numbers that one edge reads and writes, over the 15 cells of the CIFAR-10 network. */
const EDGE_ACTIVATIONS = 2 * 5 * (16 * 32 * 32 + 32 * 16 * 16 + 64 * 8 * 8);

/** A workload counted in two ways, because runtimes differ in what they prune. */
export interface Workloads {
  readonly all: Workload;
  /** Without the cells and nodes of the fusion network whose results do not reach the logits; `all` where unknown. */
  readonly live: Workload;
  /** How often each fusion operator whose result reaches the logits is computed, in the order of `FUSION_OPERATORS`. */
  readonly operators: readonly number[];
}

/**
 * Counts what an architecture makes a device do, for the built-in spaces; undefined for others. A fusion operator that
 * is not decided counts as the mean of all operators, and an undecided input as half a feature map.
 */
export function workloadOf(space: Space, genotype: Genotype): Workloads | undefined {
  const complexity = complexityOf(space, genotype);
  if (complexity === undefined) return undefined;
  const layers = layersOf(space, genotype, { skipOpen: true });
  if (layers === undefined) {
    const all = { ...complexity, ...cellWork(space, genotype) };
    return { all, live: all, operators: [] };
  }
  const operators = layers.flatMap((layer) => (layer.kind === "fusion" ? [layer.operator] : []));
  const backbones = layers.filter(({ kind }) => kind !== "fusion");
  const size = fusionSize(space, genotype);
  const all = { ...complexity, ...networkWork(backbones, { operators, ...size }) };
  const fusion = operators.length === 0 ? undefined : fusionOf(toArchitecture(space, genotype));
  if (fusion === undefined) return { all, live: all, operators: counted(operators) };
  const live = liveFusion(fusion);
  const { form } = size;
  const [before, after] = [operators, live.operators].map((own) => operatorComplexity(own, form));
  return {
    all,
    live: {
      macs: complexity.macs - before.macs + after.macs,
      params: complexity.params - before.params + after.params,
      ...networkWork(backbones, { ...live, form, taps: live.taps.size, open: 0 }),
    },
    operators: counted(live.operators),
  };
}

const counted = (operators: readonly FusionOperator[]): readonly number[] =>
  FUSION_OPERATORS.map((name) => operators.filter((operator) => operator === name).length);

type Work = Omit<Workload, "macs" | "params">;

function cellWork(space: Space, genotype: Genotype): Work {
  let kernels = 0;
  let edges = 0;
  genotype.forEach((choice, p) => {
    const own = EDGE_KERNELS[String(space.genes[p].choices[choice])] ?? 0;
    kernels += own;
    edges += own > 0 ? 1 : 0;
  });
  return {
    kernels: kernels + 1,
    activations: (edges + 1) * EDGE_ACTIVATIONS,
    depth: edges + 1,
    depthwise: 0,
  };
}

/** The size of a fusion network. */
interface FusionSize {
  readonly operators: readonly FusionOperator[];
  /** Operators that are not decided. */
  readonly open: number;
  readonly cells: number;
  /** Feature maps of backbones that cells read. */
  readonly taps: number;
  readonly form: FusionForm;
}

function networkWork(backbones: readonly Layer[], { operators, open, cells, taps, form }: FusionSize): Work {
  let kernels = open * meanKernels(form) + CELL_KERNELS * cells + TAP_KERNELS * taps;
  for (const operator of operators) kernels += OPERATOR_KERNELS[operator];
  let activations = (open + operators.length) * 3 * form.channels * form.positions;
  let depth = 1 + cells;
  let depthwise = 0;
  for (const layer of backbones) {
    kernels += kernelsOf(layer);
    activations += activationsOf(layer);
    if (layer.kind === "mbconv") depthwise += depthwiseMacs(layer);
    if (layer.kind === "mbconv" && layer.midChannels > 0) depth++;
  }
  return { kernels, activations, depth, depthwise };
}

/** Kernels of an operator that is not decided. */
const meanKernels = ({ operators }: FusionForm): number =>
  operators.reduce((sum, operator) => sum + OPERATOR_KERNELS[operator], 0) / operators.length;

function operatorComplexity(operators: readonly FusionOperator[], form: FusionForm): Complexity {
  const parts = operators.map((operator) => layerComplexity(fusionLayer(operator, form)));
  const total = (of: keyof Complexity): number => parts.reduce((sum, part) => sum + part[of], 0);
  return { macs: total("macs"), params: total("params") };
}

function kernelsOf(layer: Layer): number {
  switch (layer.kind) {
    case "conv":
      return 3;
    case "linear":
      return 1;
    case "fusion":
      return OPERATOR_KERNELS[layer.operator];
    case "mbconv": {
      const isResidual = layer.stride === 1 && layer.inChannels === layer.outChannels;
      const convolutions = layer.midChannels > 0 ? 8 : 5;
      return convolutions + (layer.se ? SQUEEZE_KERNELS : 0) + (isResidual ? 1 : 0);
    }
  }
}

function activationsOf(layer: Layer): number {
  if (layer.kind === "linear") return layer.inChannels + layer.outChannels;
  if (layer.kind === "fusion") return 3 * layer.channels * layer.length;
  const before = layer.input[1] * layer.input[2];
  const after = Math.ceil(layer.input[1] / layer.stride) * Math.ceil(layer.input[2] / layer.stride);
  if (layer.kind === "conv") return layer.inChannels * before + layer.outChannels * after;
  const mid = layer.midChannels > 0 ? layer.midChannels : layer.inChannels;
  return layer.inChannels * before + 2 * mid * (before + after) + layer.outChannels * after;
}

/** The cells of the fusion network, the feature maps that they read, the operators not decided yet, and its form. */
function fusionSize(space: Space, genotype: Genotype): Omit<FusionSize, "operators"> {
  const blueprint = blueprintOf(space);
  const form = blueprint?.form ?? USUAL_FORM;
  if (blueprint === undefined || blueprint.cells < 0) return { cells: 0, taps: 0, open: 0, form };
  const open = blueprint.operators.flat().filter((p) => p >= 0 && genotype[p] === OPEN).length;
  const cells = Number(space.genes[blueprint.cells].choices[genotype[blueprint.cells]]);
  return { cells, taps: countTaps(space, genotype, cells), open, form };
}

/** Counts the distinct feature maps of backbones that cells read. An input that is not decided counts as a half. */
function countTaps(space: Space, genotype: Genotype, cells: number): number {
  const taps = new Set<string>();
  let undecided = 0;
  for (let cell = 1; cell <= cells; cell++) {
    for (const input of [1, 2]) {
      const p = space.position.get(`fusion.input_${cell}_${input}`) ?? -1;
      if (p < 0 || genotype[p] === OPEN) undecided++;
      else taps.add(String(space.genes[p].choices[genotype[p]]));
    }
  }
  return [...taps].filter((tap) => !tap.startsWith("cell.")).length + undecided / 2;
}
