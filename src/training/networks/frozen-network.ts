import { InvalidInput } from "../../base/errors.js";
import type { Architecture } from "../../space/types.js";
import type { FrozenBackbone } from "../backbone.js";
import type { ExampleRows } from "../data/example-rows.js";
import { type FrozenFusion, frozenLogits } from "../fusion/frozen.js";
import type { StoredNorms } from "../nn/norm-source.js";

/** The trained backbone of one modality that a network uses. */
export interface UsedBackbone {
  readonly modality: string;
  readonly seed: number;
  /** See `FrozenBackbone.identity`. */
  readonly identity: unknown;
  /** Its batch norms when the network was scored. */
  readonly norms: StoredNorms;
}

/** A trained network as it was scored: its fusion network and the backbones that it uses, in their order. */
export interface FrozenNetwork {
  readonly fusion: FrozenFusion;
  readonly backbones: readonly UsedBackbone[];
}

/**
 * Returns the logits (count, classes) of a frozen network. If `inputs` are all the examples that it was scored on, in
 * the same order, the logits are bit-identical to the scored ones on the same tensor backend.
 *
 * @param genes the complete genes of the network
 * @param inputs the examples, by modality
 * @throws InvalidInput if a backbone is missing, or is not the one that the network was trained on
 */
export function networkLogits(
  { fusion, backbones: used }: FrozenNetwork,
  genes: Architecture,
  backbones: readonly FrozenBackbone[],
  inputs: Readonly<Record<string, ExampleRows>>,
): Float32Array {
  const { classes } = fusion.shape;
  const outputs = used.map((usedBackbone) => {
    const { modality, norms } = usedBackbone;
    const backbone = backboneFor(usedBackbone, backbones);
    const { taps, logits } = backbone.outputs(genes, inputs[modality], { kind: "stored", norms });
    return [modality, { taps, logits: firstColumns(logits, backbone.classes, classes) }] as const;
  });
  return frozenLogits(fusion, Object.fromEntries(outputs));
}

/** Returns the backbone that a network was trained on. Throws InvalidInput if it is missing or another one. */
export function backboneFor(
  { modality, identity }: UsedBackbone,
  backbones: readonly FrozenBackbone[],
): FrozenBackbone {
  const found = backbones.find((backbone) => backbone.modality === modality);
  if (found !== undefined && JSON.stringify(found.identity) === JSON.stringify(identity)) return found;
  const problem = found === undefined ? "is missing" : "is not the one that it was trained on";
  throw new InvalidInput("network", `the ${modality} backbone of this network ${problem}`);
}

/**
 * Returns the first `kept` columns of `logits` (count, classes). A backbone may have more classes than a data set.
 */
export const firstColumns = (logits: Float32Array, classes: number, kept: number): Float32Array =>
  kept === classes ? logits : logits.filter((_, i) => i % classes < kept);
