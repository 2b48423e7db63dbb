import { COMPOSITIONS } from "../network/backbone.js";
import type { SearchSpace } from "../types.js";
import { multimodalSpace } from "./multimodal.js";
import { nasBench201 } from "./nas-bench-201.js";
import { ofaMobileNetV3 } from "./ofa-mobilenet-v3.js";

/**
 * The spaces that every installation knows. Their gene names, order and choices must never change, because
 * architecture ids depend on them.
 */
export const builtInSpaces: readonly SearchSpace[] = [
  ...["av-mnist", "memes-politics", "mm-imdb", "clip-art"].map((id) =>
    multimodalSpace(id, COMPOSITIONS.get(id)!),
  ),
  ofaMobileNetV3(),
  nasBench201(),
];

/** Finds a built-in space by its id. */
export function builtInSpace(id: string): SearchSpace | undefined {
  return builtInSpaces.find((space) => space.id === id);
}
