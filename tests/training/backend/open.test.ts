import * as tf from "@tensorflow/tfjs-core";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openBackend } from "../../../src/training/backend/open.js";
import { probeBackend } from "../../../src/training/backend/probe.js";

const native = (await probeBackend("auto")).name === "native";

afterEach(() => {
  vi.restoreAllMocks();
});

/**
 * Square of a matrix and the gradient of its sum, so that values and gradients come from the same instance of the
 * library.
 */
async function compute(): Promise<number[]> {
  const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
  const gradient = tf.grad((y: tf.Tensor) => tf.sum(tf.matMul(y as tf.Tensor2D, x)))(x);
  return [...(await tf.matMul(x, x).data()), ...(await gradient.data())];
}

const EXPECTED = [7, 10, 15, 22, 7, 11, 9, 13];

describe("openBackend", () => {
  test.each(["wasm", "cpu"] as const)(
    "%s: opens, logs one line, computes and differentiates",
    async (name) => {
      const banner = vi.spyOn(console, "warn");
      const log = vi.fn();
      const backend = await openBackend(name, log);
      expect(backend).toEqual({ name, version: expect.stringMatching(/ 4\.\d+\.\d+/), threads: 1 });
      expect(log.mock.calls).toEqual([[`tensor backend: ${name} (${backend.version}, 1 thread)`]]);
      expect(tf.getBackend()).toBe(name);
      expect(await compute()).toEqual(EXPECTED);
      expect(banner).not.toHaveBeenCalled();
    },
  );

  test("WASM uses SIMD", async () => {
    expect((await openBackend("wasm", () => undefined)).version).toMatch(/SIMD$/);
  });

  test.skipIf(!native)(
    "`auto` opens native TensorFlow with the given threads, and can be switched away from it",
    async () => {
      const backend = await openBackend("auto", () => undefined, { threads: 1 });
      expect(backend).toEqual({
        name: "native",
        version: expect.stringMatching(/^TensorFlow 2\./),
        threads: 1,
      });
      expect(await compute()).toEqual(EXPECTED);
      await openBackend("wasm", () => undefined);
      expect(tf.getBackend()).toBe("wasm");
      await openBackend("native", () => undefined);
      expect(tf.getBackend()).toBe("tensorflow");
    },
  );
});
