import { InvalidInput } from "../../base/errors.js";
import type { SpaceId } from "../../base/ids.js";
import { emptyModel, layerModel } from "../../export/onnx/layer.js";
import { EMPTY_MODEL_KEY } from "../../hardware/keys.js";
import { costParts, profiledLayers } from "../../hardware/profile-keys.js";
import type { Context } from "../context.js";
import { requireBatch } from "./export-architecture.js";

/** A request for a layer as a client wrote it. */
export interface LayerInput {
  readonly space: string;
  readonly key: string;
  /** Number of examples of every call. Default: 1. */
  readonly batch?: number;
}

/** An exported layer. */
export interface ExportedLayer {
  readonly space: SpaceId;
  readonly key: string;
  readonly batch: number;
  /** Makes the ONNX model. */
  readonly model: () => Uint8Array;
}

/**
 * Exports one layer of a search space's networks as an ONNX model with random weights, by its key in a profile. The
 * key `Identity` names an empty model, whose cost is that of a call.
 *
 * @throws a `HarmonicError` on the field that is invalid, or where the layers of the space are not known
 */
export async function exportLayer(
  { catalog }: Pick<Context, "catalog">,
  { space: id, key, batch = 1 }: LayerInput,
): Promise<ExportedLayer> {
  const space = await catalog.space(id);
  requireBatch(batch);
  if (costParts(space) === "choices") {
    throw new InvalidInput(
      "space",
      `layers of the space ${id} cannot be exported: its costs are sums over choices of genes, of which nobody ` +
        "knows what they compute",
    );
  }
  if (key === EMPTY_MODEL_KEY) return { space: space.spec.id, key, batch, model: () => emptyModel(batch) };
  const layer = profiledLayers(space).get(key);
  if (layer === undefined) {
    const remedy = { kind: "listProfileKeys", space: id } as const;
    throw new InvalidInput("key", `networks of the space ${id} have no layer "${key.slice(0, 200)}"`, remedy);
  }
  return { space: space.spec.id, key, batch, model: () => layerModel(layer, batch) };
}
