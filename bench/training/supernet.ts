import { Random } from "../../src/base/random.js";
import type { Backbone } from "../../src/space/network/backbone.js";
import { CALIBRATION_EXAMPLES } from "../../src/training/data/calibration.js";
import { heldRows } from "../../src/training/data/example-rows.js";
import { allSubNetworks } from "../../src/training/elastic/enumerate.js";
import { scoreSubNetworks } from "../../src/training/elastic/score.js";
import { Supernet } from "../../src/training/elastic/supernet.js";
import { SupernetTrainer } from "../../src/training/elastic/train.js";
import type { Augment } from "../../src/training/modalities/augment.js";
import { modalityNamed } from "../../src/training/modalities/registry.js";
import { recipeOf } from "../../src/training/recipes.js";
import { oneClass } from "../../src/training/targets/targets.js";
import { type Bench, record, timed, WORK } from "./figures.js";
import { type Generated, sizeOf } from "./generated.js";
import { largestTrainer } from "./steps.js";

const unchanged: Augment = (example, target) => target.set(example);

/** Measures epochs of a backbone's supernet, steps of its largest sub-network, and scores of its sub-networks. */
export async function measureSupernet(
  bench: Bench,
  backbone: Backbone,
  train: Generated,
  validation: Generated,
): Promise<void> {
  const { name, input } = backbone;
  const { runs } = bench.effort;
  const modality = modalityNamed(name);
  const { training, augmentation } = recipeOf("av-mnist", modality);
  const supernet = new Supernet(backbone);
  const inputs = heldRows(train.inputs[name], sizeOf(backbone));
  const examples = { inputs, targets: oneClass(train.labels), shape: input };
  const steps = Math.floor(train.labels.length / training.batch);
  bench.measurement.parameters[name] = supernet.layout.size;
  for (const [work, units, augment] of [
    [WORK.supernetEpoch(name), 1, modality.augment(input, augmentation)],
    [WORK.sandwichStep(name), steps, unchanged],
  ] as const) {
    const trainer = new SupernetTrainer({ supernet, examples, augment, settings: training, seed: 1 });
    record(bench, work, await timed(runs, units, () => trainer.epoch()));
    trainer.dispose();
  }
  const largest = largestTrainer(supernet, examples, training);
  record(bench, WORK.largestStep(name), await timed(runs, steps, () => largest.epoch()));
  largest.dispose();
  await measureScores(bench, supernet, train, validation);
}

/**
 * Scores networks that are drawn at random. They share fewer blocks than all networks do when these are scored at
 * once.
 */
async function measureScores(
  { effort, ...bench }: Bench,
  supernet: Supernet,
  train: Generated,
  validation: Generated,
): Promise<void> {
  const { backbone } = supernet;
  const all = allSubNetworks(backbone, Number.POSITIVE_INFINITY)!;
  const networks = new Random("networks").shuffle(all).slice(0, effort.scored);
  const values = supernet.layout.initial(new Random("weights"));
  const data = {
    shape: backbone.input,
    recalibration: train.inputs[backbone.name].subarray(0, CALIBRATION_EXAMPLES * sizeOf(backbone)),
    inputs: heldRows(validation.inputs[backbone.name], sizeOf(backbone)),
    targets: oneClass(validation.labels),
    score: "accuracy" as const,
  };
  const seconds = await timed(Math.ceil(effort.runs / 5), networks.length / 1_000, () =>
    scoreSubNetworks(supernet, values, networks, data),
  );
  record({ effort, ...bench }, WORK.scores(backbone.name), seconds);
}
