import { setImmediate as nextTurn } from "node:timers/promises";
import * as tf from "@tensorflow/tfjs-core";
import type { ScoreId } from "../../base/metric.js";
import type { Shape } from "../../space/network/layer.js";
import { type ExampleRows, range } from "../data/example-rows.js";
import { sizeOf } from "../data/shape.js";
import type { Maps } from "../nn/maps/operations.js";
import { measuredNorms, type NormSource } from "../nn/norm-source.js";
import type { Weights } from "../nn/parameters.js";
import { type Score, scoreLogits } from "../targets/score.js";
import { countOf, type Targets } from "../targets/targets.js";
import { passExamples } from "./memory.js";
import { backboneOutputs } from "./outputs.js";
import { type BlockChoice, type SubNetwork, subNetworkKey } from "./sub-network.js";
import type { Supernet } from "./supernet.js";
import { unfold } from "./unfold.js";

/** The examples to score on, and those for the batch norms. */
export interface ScoringData {
  readonly shape: Shape;
  /** Training examples (count, channels, height, width) on which batch-norm statistics are recalibrated. */
  readonly recalibration: Float32Array;
  /** Examples to score on (channels, height, width). */
  readonly inputs: ExampleRows;
  readonly targets: Targets;
  /** The task's score. */
  readonly score: ScoreId;
}

/** A node of the prefix tree of sub-networks: one block and the blocks that may follow it. */
interface Branch {
  readonly choice: BlockChoice;
  readonly children: Map<string, Branch>;
  /** Position in the list of the sub-network that ends here, or -1. */
  index: number;
}

/**
 * Scores sub-networks of a supernet, each with batch-norm statistics recalibrated on training examples. Sub-networks
 * that begin with the same blocks share their maps: a depth-first walk of the prefix tree computes each distinct prefix
 * once (7,380 block passes instead of 28,026 for the 7,371 sub-networks of an AV-MNIST backbone). That keeps the maps
 * of all examples in memory; where there are too many, each sub-network is scored alone.
 *
 * @param values flat parameters of the supernet
 * @param onScore called after each sub-network with the number scored so far; an error that it throws ends the scoring
 * @returns the scores in the order of `networks`
 */
export async function scoreSubNetworks(
  supernet: Supernet,
  values: Float32Array,
  networks: readonly SubNetwork[],
  data: ScoringData,
  onScore: (done: number) => void = () => {},
): Promise<readonly Score[]> {
  const count = data.inputs.count + data.recalibration.length / data.inputs.size;
  if (count > passExamples(supernet.backbone)) return scoreEach(supernet, values, networks, data, onScore);
  const scores: Score[] = new Array(networks.length);
  const weights = supernet.layout.kept(values);
  const walk = new Walk(supernet, weights, data);
  let done = 0;
  const visit = async (branches: Map<string, Branch>, input: Maps): Promise<void> => {
    for (const [, group] of byExpansion(branches)) {
      await withMaps(walk.expansion(group[0].choice, input), async (expanded) => {
        for (const branch of group) {
          await withMaps(walk.contraction(branch.choice, expanded, input), async (output) => {
            if (branch.index >= 0) {
              scores[branch.index] = walk.score(output);
              onScore(++done);
              await nextTurn();
            }
            await visit(branch.children, output);
          });
        }
      });
    }
  };
  try {
    await withMaps(walk.entry(), (entry) => visit(treeOf(networks), entry));
  } finally {
    tf.dispose([...weights.values()]);
  }
  return scores;
}

/** Scores sub-networks one by one, and the examples chunk by chunk: nothing is shared, and memory is bounded. */
async function scoreEach(
  supernet: Supernet,
  values: Float32Array,
  networks: readonly SubNetwork[],
  { recalibration, inputs, targets, score }: ScoringData,
  onScore: (done: number) => void,
): Promise<readonly Score[]> {
  const scores: Score[] = [];
  const calibration = { kind: "measured", on: recalibration } as const;
  for (const network of networks) {
    // The taps are not read, so they may be as small as can be.
    const request = { supernet, values, network, positions: 1, examples: inputs, calibration };
    const { logits } = backboneOutputs(request);
    scores.push(scoreLogits(logits, targets, { score }));
    onScore(scores.length);
    await nextTurn();
  }
  return scores;
}

/** Does some work on maps and disposes of them, also after an error. */
async function withMaps(maps: Maps, work: (maps: Maps) => Promise<void>): Promise<void> {
  try {
    await work(maps);
  } finally {
    maps.data.dispose();
  }
}

function treeOf(networks: readonly SubNetwork[]): Map<string, Branch> {
  const root = new Map<string, Branch>();
  networks.forEach((network, index) => {
    let level = root;
    network.forEach((choice, i) => {
      const key = subNetworkKey([choice]);
      let branch = level.get(key);
      if (branch === undefined) {
        branch = { choice, children: new Map(), index: -1 };
        level.set(key, branch);
      }
      if (i === network.length - 1) branch.index = index;
      level = branch.children;
    });
  });
  return root;
}

/** Groups branches by slot and expand ratio: those of a group share the expansion, i.e. the first part of the block. */
function byExpansion(branches: Map<string, Branch>): Map<string, Branch[]> {
  const groups = new Map<string, Branch[]>();
  for (const branch of branches.values()) {
    const key = `${branch.choice.slot}/${branch.choice.expand}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [branch]);
    else group.push(branch);
  }
  return groups;
}

/** The computations of a walk. In all maps, the recalibration examples precede the scored ones. */
class Walk {
  readonly #norms: NormSource;

  constructor(
    private readonly supernet: Supernet,
    private readonly weights: Weights,
    private readonly data: ScoringData,
  ) {
    this.#norms = measuredNorms(data.recalibration.length / sizeOf(data.shape));
  }

  entry(): Maps {
    const { recalibration, inputs, shape } = this.data;
    const scored = inputs.read(range(0, inputs.count));
    const examples = new Float32Array(recalibration.length + scored.length);
    examples.set(recalibration);
    examples.set(scored, recalibration.length);
    return mapsOf(() => {
      const rows = shape[0] * 9;
      const patches = unfold(examples, shape);
      return this.supernet.entry(
        this.weights,
        tf.tensor2d(patches, [rows, patches.length / rows]),
        this.#norms,
      );
    });
  }

  expansion(choice: BlockChoice, input: Maps): Maps {
    return mapsOf(() => this.supernet.expansion(this.weights, choice, input, this.#norms));
  }

  contraction(choice: BlockChoice, expanded: Maps, input: Maps): Maps {
    return mapsOf(() => this.supernet.contraction(this.weights, choice, expanded, input, this.#norms));
  }

  score(maps: Maps): Score {
    const { targets, score } = this.data;
    const logits = tf.tidy(() => {
      const all = this.supernet.head(this.weights, maps, { norms: this.#norms });
      const scored = tf.slice(all, [0, this.#norms.examples], [all.shape[0], countOf(targets)]);
      return tf.transpose(scored).dataSync();
    });
    return scoreLogits(logits as Float32Array, targets, { score });
  }
}

function mapsOf(compute: () => Maps): Maps {
  let size = 0;
  const data = tf.tidy(() => {
    const maps = compute();
    size = maps.size;
    return maps.data;
  });
  return { data, size };
}
