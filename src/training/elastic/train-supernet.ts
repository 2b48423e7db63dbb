import { InvalidInput } from "../../base/errors.js";
import { Random } from "../../base/random.js";
import type { Backbone } from "../../space/network/backbone.js";
import type { BackboneRequest } from "../backbone.js";
import { calibrationOf } from "../data/calibration.js";
import { exampleRows } from "../data/split-rows.js";
import { hasConvolutionKernels } from "../nn/maps/choose.js";
import { scoreFor } from "../targets/score.js";
import { requireReadable, type SupernetCaller, trainBackbone } from "../train-backbone.js";
import { backboneOf } from "./backbone-of.js";
import { allSubNetworks, sampledSubNetworks } from "./enumerate.js";
import { scoreSubNetworks } from "./score.js";
import { largestSubNetwork, type SubNetwork, subNetworkKey } from "./sub-network.js";
import { Supernet } from "./supernet.js";
import type { SupernetFile } from "./supernet-file.js";
import { SupernetTrainer } from "./train.js";

/** If a supernet has more sub-networks than this, a sample of them is scored. */
const MOST_SCORED = 10_000;
/** The number of sub-networks of that sample, unless told. */
const SAMPLED = 200;

/** The largest side of the input whose convolutions fit into memory as matrix products (docs/decisions/0052). */
const LARGEST_SIDE = 64;

/** @throws InvalidInput (field `modality`) for a backbone that is too large for the tensor backend */
function requireTrainable({ name, input }: Backbone): void {
  const side = Math.max(input[1], input[2]);
  if (side <= LARGEST_SIDE || hasConvolutionKernels()) return;
  throw new InvalidInput(
    "modality",
    `the "${name}" backbone reads ${input.join(" x ")}; inputs above ${LARGEST_SIDE} x ${LARGEST_SIDE} need native ` +
      "TensorFlow: `npm run tensorflow` makes it ready or says what it lacks",
  );
}

/**
 * Trains a supernet by `trainBackbone`, and scores its sub-networks on the validation split.
 *
 * @throws InvalidInput as `trainBackbone` does; (field `dataset`) if the backbone cannot read the data set; (field
 *   `modality`) if it is too large to train
 */
export async function trainSupernet(request: BackboneRequest, caller: SupernetCaller): Promise<SupernetFile> {
  const { dataset, modality, recipe, augment, seed } = request;
  const supernet = new Supernet(backboneOf(request.space, modality));
  const { backbone } = supernet;
  const largest = largestSubNetwork(backbone);
  const networks = networksToScore(request, largest);
  const byKey = new Map([...networks, largest].map((network) => [subNetworkKey(network), network]));
  const { train, validation } = dataset.splits;
  const training = {
    networks: networks.map(subNetworkKey),
    largest: subNetworkKey(largest),
    trainer(from: ConstructorParameters<typeof SupernetTrainer>[0]["from"]) {
      requireReadable(backbone, dataset);
      requireTrainable(backbone);
      return new SupernetTrainer({
        supernet,
        examples: {
          inputs: exampleRows(dataset, "train", modality),
          targets: train.targets,
          shape: backbone.input,
        },
        augment,
        settings: recipe.training,
        seed,
        from,
      });
    },
    scores(values: Float32Array, keys: readonly string[], onScore: (done: number) => void) {
      const data = {
        shape: backbone.input,
        recalibration: calibrationOf(dataset, modality),
        inputs: exampleRows(dataset, "validation", modality),
        targets: validation.targets,
        score: scoreFor(request.score, validation.targets.kind),
      };
      const asked = keys.map((key) => byKey.get(key) as SubNetwork);
      return scoreSubNetworks(supernet, values, asked, data, onScore);
    },
  };
  return trainBackbone(request, training, caller);
}

function networksToScore(
  { space, modality, scored, sample = SAMPLED, seed }: BackboneRequest,
  largest: SubNetwork,
): readonly SubNetwork[] {
  if (scored === "largest") return [largest];
  const backbone = backboneOf(space, modality);
  const random = new Random(seed).fork("scored sub-networks");
  return allSubNetworks(backbone, MOST_SCORED) ?? sampledSubNetworks(backbone, sample, random);
}
