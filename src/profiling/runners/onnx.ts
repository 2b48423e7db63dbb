import type { InferenceSession, Tensor } from "onnxruntime-node";
import { Unavailable } from "../../base/errors.js";
import { Random } from "../../base/random.js";
import { type TimedOptions, timedBlocks } from "../protocol/timed.js";
import { NotMeasured, type Runner } from "./runner.js";

type Runtime = typeof import("onnxruntime-node");

const REMEDY =
  "`npm install onnxruntime-node` in the folder of this program adds it; on machines that it does not support, " +
  "--command measures with a program of your own";

/**
 * Runs models with onnxruntime: sequential execution on so many threads, which do not spin while they wait, all
 * optimisations of the graph, and fixed random inputs in [0, 1).
 *
 * @throws Unavailable if onnxruntime cannot be loaded
 */
export async function onnxRunner(
  threads: number,
  options: TimedOptions,
  load?: () => Promise<Runtime>,
): Promise<Runner> {
  const runtime = await loaded(load);
  return {
    runtime: `onnxruntime ${versionOf(runtime)}, ${threads} thread${threads === 1 ? "" : "s"}`,
    async open(model, batch) {
      const session = await orNotMeasured(() =>
        runtime.InferenceSession.create(model, sessionOptions(threads)),
      );
      const feeds = feedsOf(runtime, session, batch);
      return {
        blocks: () => timedBlocks(() => orNotMeasured(() => session.run(feeds)), options),
        close: () => session.release(),
      };
    },
  };
}

/**
 * Returns the version of onnxruntime.
 * @throws Unavailable if it cannot be loaded
 */
export const onnxruntimeVersion = async (load?: () => Promise<Runtime>): Promise<string> =>
  versionOf(await loaded(load));

const versionOf = ({ env }: Runtime): string => env.versions.node ?? env.versions.common;

async function loaded(load: () => Promise<Runtime> = () => import("onnxruntime-node")): Promise<Runtime> {
  return load().catch((error: unknown) => {
    const why = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new Unavailable(`the package onnxruntime-node cannot be loaded (${why}): ${REMEDY}`);
  });
}

const sessionOptions = (threads: number): InferenceSession.SessionOptions => ({
  executionProviders: ["cpu"],
  executionMode: "sequential",
  graphOptimizationLevel: "all",
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  extra: { session: { intra_op: { allow_spinning: "0" }, inter_op: { allow_spinning: "0" } } },
});

function feedsOf(
  runtime: Runtime,
  session: InferenceSession,
  batch: number,
): Readonly<Record<string, Tensor>> {
  const random = new Random("profile");
  return Object.fromEntries(
    session.inputMetadata.map((input) => {
      if (!input.isTensor || input.type !== "float32")
        throw new NotMeasured(`the input ${input.name} of the model is no tensor of 32-bit floats`);
      const shape = input.shape.map((size) => (typeof size === "number" && size > 0 ? size : batch));
      const values = Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, () =>
        random.next(),
      );
      return [input.name, new runtime.Tensor("float32", values, shape)];
    }),
  );
}

async function orNotMeasured<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new NotMeasured(`onnxruntime: ${error instanceof Error ? error.message : String(error)}`);
  }
}
