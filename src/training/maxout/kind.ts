import * as tf from "@tensorflow/tfjs-core";
import { InvalidInput } from "../../base/errors.js";
import type { SupernetReport } from "../../cli/training-tools.js";
import { TEXT_BACKBONE } from "../../export/text-plan.js";
import { compositionOf, fusionFormOf, type SpaceNetworks } from "../../space/network/backbone.js";
import { type BackboneKind, type BackboneRequest, backbonePath } from "../backbone.js";
import { calibrationOf } from "../data/calibration.js";
import { range } from "../data/example-rows.js";
import { exampleRows } from "../data/split-rows.js";
import { readSupernet } from "../elastic/supernet-file.js";
import type { TrainingCheckpoint } from "../nn/epoch-trainer.js";
import { measuredNorms } from "../nn/norm-source.js";
import { scoreFor, scoreLogits } from "../targets/score.js";
import { requireReadable, trainBackbone } from "../train-backbone.js";
import { FrozenMaxout, maxoutOutputs, ONLY_NETWORK } from "./frozen.js";
import { MaxoutNetwork } from "./network.js";
import { MaxoutTrainer } from "./train.js";

/** Backbones that are fixed networks of Maxout blocks, for vectors. */
export const maxoutBackbone: BackboneKind = {
  inputOf: (space, modality) => [networkOf(space, modality).plan.input],
  async train(request, { onStage, signal, note }) {
    const file = await trainBackbone(request, trainingOf(request), {
      clock: Date.now,
      onProgress: ({ stage, done, total, validation }) =>
        onStage(stage, done, total, validation && `validation score ${validation.accuracy.toFixed(4)}`),
      signal,
      note,
    });
    return reportOf(request, file);
  },
  async open(file, space) {
    const found = await readSupernet(file);
    return (
      found && new FrozenMaxout(networkOf(space, found.terms.modality), found, fusionFormOf(space).positions)
    );
  },
};

/** @throws InvalidInput (field `modality`) if the space has no such backbone of this modality */
function networkOf(space: SpaceNetworks, modality: string): MaxoutNetwork {
  const composition = compositionOf(space);
  if (composition?.excluded.includes(modality) !== true)
    throw new InvalidInput(
      "modality",
      `the search space${typeof space === "string" ? ` "${space}"` : ""} has no "${modality}" backbone to train`,
    );
  return new MaxoutNetwork(TEXT_BACKBONE, composition.classes);
}

function trainingOf(request: BackboneRequest) {
  const { space, modality, dataset, recipe, augment, seed, score } = request;
  const network = networkOf(space, modality);
  const { train, validation } = dataset.splits;
  return {
    networks: [ONLY_NETWORK],
    largest: ONLY_NETWORK,
    trainer(from: TrainingCheckpoint | undefined) {
      requireReadable({ name: modality, input: [network.plan.input], classes: network.classes }, dataset);
      return new MaxoutTrainer({
        network,
        inputs: exampleRows(dataset, "train", modality),
        targets: train.targets,
        augment,
        settings: recipe.training,
        seed,
        from,
      });
    },
    async scores(values: Float32Array, _networks: readonly string[], onScore: (done: number) => void) {
      const leading = calibrationOf(dataset, modality);
      const inputs = exampleRows(dataset, "validation", modality).read(range(0, validation.count));
      const all = new Float32Array(leading.length + inputs.length);
      all.set(leading);
      all.set(inputs, leading.length);
      const norms = measuredNorms(leading.length / network.plan.input);
      const weights = network.layout.kept(values);
      tf.engine().startScope();
      try {
        const { logits } = maxoutOutputs({ network, positions: 1 }, weights, all, norms);
        onScore(1);
        return [scoreLogits(logits, validation.targets, { score: scoreFor(score, validation.targets.kind) })];
      } finally {
        tf.engine().endScope();
        tf.dispose([...weights.values()]);
      }
    },
  };
}

function reportOf(
  { folder, task, modality, seed, dataset, score }: BackboneRequest,
  { scores, seconds, terms }: NonNullable<Awaited<ReturnType<typeof readSupernet>>>,
): SupernetReport {
  const own = scores[ONLY_NETWORK];
  return {
    file: backbonePath(folder, task, modality, seed),
    epochs: terms.recipe.training.epochs,
    seconds,
    networks: 1,
    subNetworks: 1,
    score: scoreFor(score, dataset.splits.validation.targets.kind),
    largest: own,
    best: own,
  };
}
