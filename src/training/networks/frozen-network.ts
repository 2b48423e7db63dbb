import { InvalidInput } from "../../base/errors.js";
import type { Architecture } from "../../space/types.js";
import type { FrozenBackbone } from "../backbone.js";
import { type FrozenFusion, frozenLogits } from "../fusion/frozen.js";
import type { StoredNorms } from "../nn/norm-source.js";

/** Which trained backbone a network builds on, and how its batch norms are set. */
export interface UsedBackbone {
  readonly modality: string;
  readonly seed: number;
  readonly identity: unknown;
  readonly norms: StoredNorms;
}

/** A trained network as it was scored: its fusion, and what it uses of its backbones, in their order. */
export interface FrozenNetwork {
  readonly fusion: FrozenFusion;
  readonly backbones: readonly UsedBackbone[];
}

/**
 * Logits (count, classes) of a frozen network for `inputs` by modality, (count, ...shape). For the examples that it was
 * scored on, all of them in their order, these are the scored logits bit for bit on the same backend.
 *
 * @param genes the complete genes of the network
 * @throws InvalidInput where a backbone is missing, or is another one than the network was trained on
 */
export function networkLogits(
  { fusion, backbones: used }: FrozenNetwork,
  genes: Architecture,
  backbones: readonly FrozenBackbone[],
  inputs: Readonly<Record<string, Float32Array>>,
): Float32Array {
  const { classes } = fusion.shape;
  const outputs = used.map((own) => {
    const backbone = backboneFor(own, backbones);
    const calibration = { kind: "stored", norms: own.norms } as const;
    const { taps, logits } = backbone.outputs(genes, inputs[own.modality], calibration);
    return [own.modality, { taps, logits: firstColumns(logits, backbone.classes, classes) }] as const;
  });
  return frozenLogits(fusion, Object.fromEntries(outputs));
}

function backboneFor(
  { modality, identity }: UsedBackbone,
  backbones: readonly FrozenBackbone[],
): FrozenBackbone {
  const found = backbones.find((backbone) => backbone.modality === modality);
  if (found !== undefined && JSON.stringify(found.identity) === JSON.stringify(identity)) return found;
  const problem = found === undefined ? "is missing" : "is another one than it was trained on";
  throw new InvalidInput("network", `the ${modality} backbone of this network ${problem}`);
}

/**
 * The first `kept` columns of `logits` (count, classes): a backbone may tell more classes apart than a data set has.
 */
export const firstColumns = (logits: Float32Array, classes: number, kept: number): Float32Array =>
  kept === classes ? logits : logits.filter((_, i) => i % classes < kept);
