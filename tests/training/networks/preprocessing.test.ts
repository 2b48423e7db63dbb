import { expect, test } from "vitest";
import { preprocessingOf } from "../../../src/training/networks/preprocessing.js";

const port = (name: string, shape: readonly number[]) => ({ name, shape, type: "float32" as const });

test("an export says how the raw examples of its own data set were prepared", () => {
  const inputs = [port("audio", [1, 20, 20]), port("image", [3, 16, 16]), port("text", [300])];
  const plain = preprocessingOf(inputs, undefined);
  const preparation = {
    audio: { features: "log-mel", rate: 16_000, seconds: 1.5 },
    image: { fit: "pad" },
    text: { vocabulary: "abc123" },
  };
  const own = preprocessingOf(inputs, { preparation });
  expect(own.audio.steps).toMatch(/16,?000/);
  expect(own.text.steps).toContain("abc123");
  for (const { name } of inputs) expect(own[name].steps).not.toBe(plain[name].steps);
});
