import type { Measured } from "../protocol/block.js";
import { measureSteadily } from "../protocol/steady.js";
import type { ProfileParts } from "./parts.js";

/**
 * Measures an ONNX model until its blocks agree.
 *
 * @param floor noise floor of the machine, a share of the median
 * @throws NotMeasured if the runner cannot load or run it
 */
export async function measureModel(
  { runner, timing }: Pick<ProfileParts, "runner" | "timing">,
  bytes: Uint8Array,
  batch: number,
  floor: number,
): Promise<Measured> {
  const model = await runner.open(bytes, batch);
  try {
    return await measureSteadily(() => model.blocks(), floor, timing);
  } finally {
    await model.close();
  }
}
