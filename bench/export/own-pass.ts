import { InferenceSession, Tensor } from "onnxruntime-node";
import { Random } from "../../src/base/random.js";
import { onnxModel, portsOf } from "../../src/export/onnx/model.js";
import type { Architecture } from "../../src/space/types.js";
import { openBackend } from "../../src/training/backend/open.js";
import { heldInputs } from "../../src/training/data/example-rows.js";
import { networkLogits } from "../../src/training/networks/frozen-network.js";
import { seededNetwork } from "../../src/training/networks/seeded-network.js";

/** How well two computations of a network's logits agree. */
export interface Agreement {
  /** The largest difference as a multiple of the tolerance 1e-4 + 1e-5 |b|. */
  readonly excess: number;
  /** The largest absolute value of a logit. */
  readonly largest: number;
  /** Number of nodes of the ONNX graph. */
  readonly nodes?: number;
}

/** Compares the ONNX model of a network, with seeded weights, with another computation. */
export interface Check {
  compare(genes: Architecture, seed: number): Promise<Agreement>;
  close(): void;
}

const EXAMPLES = 4;

/** Compares with our own forward pass, which there is where every backbone is an elastic one for small inputs. */
export async function ownForwardPass(space: string): Promise<Check> {
  if (space !== "av-mnist") throw new Error(`there is no forward pass of ours for ${space}: name --python`);
  await openBackend("auto", () => {}, { threads: 1 });
  return {
    async compare(genes, seed) {
      const { plan, parameters, backbones, frozen } = seededNetwork(space, genes, seed);
      const classes = frozen!.fusion.shape.classes;
      const ports = portsOf(plan, classes);
      const random = new Random(seed).fork("examples");
      const inputs = Object.fromEntries(
        ports.inputs.map(({ name, shape }) => {
          const size = shape.reduce((a, b) => a * b, EXAMPLES);
          return [name, Float32Array.from({ length: size }, () => random.normal())];
        }),
      );
      const model = onnxModel(plan, parameters, {
        classes,
        batch: seed % 2 === 0 ? undefined : EXAMPLES,
        addsBackboneLogits: true,
        metadata: {},
      });
      const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
      const feeds = ports.inputs.map(
        ({ name, shape }) => [name, new Tensor("float32", inputs[name], [EXAMPLES, ...shape])] as const,
      );
      const found = (await session.run(Object.fromEntries(feeds))).logits.data as Float32Array;
      await session.release();
      const expected = networkLogits(frozen!, genes, backbones, heldInputs(inputs, EXAMPLES));
      return {
        excess: expected.reduce(
          (most, b, i) => Math.max(most, Math.abs(found[i] - b) / (1e-4 + 1e-5 * Math.abs(b))),
          0,
        ),
        largest: expected.reduce((most, b) => Math.max(most, Math.abs(b)), 0),
      };
    },
    close() {},
  };
}
