import { spawnSync } from "node:child_process";
import { Unavailable } from "../../base/errors.js";
import { findMeter } from "../meters/find-meter.js";
import { onnxruntimeVersion } from "../runners/onnx.js";

/** What this machine has to measure networks with. */
export interface ProfilerRuntimes {
  /** Version of onnxruntime; null if it cannot be loaded. */
  readonly onnxruntime: string | null;
  /** The meter of energy; null if there is none that can be read. */
  readonly meter: string | null;
  /** Whether `taskset` is there, with which a measurement is pinned to processors. */
  readonly taskset: boolean;
  /** What is missing, each with how to get it. */
  readonly advice: readonly string[];
}

/**
 * Looks for what `profile` measures with.
 *
 * @param root folder that holds `sys`
 */
export async function profilerRuntimes(
  load?: Parameters<typeof onnxruntimeVersion>[0],
  root?: string,
): Promise<ProfilerRuntimes> {
  const advice: string[] = [];
  const onnxruntime = await onnxruntimeVersion(load).catch((error: unknown) => {
    if (!(error instanceof Unavailable)) throw error;
    advice.push(error.message);
    return null;
  });
  const { meter, note } = findMeter(root);
  if (note !== undefined) advice.push(note);
  const taskset = spawnSync("taskset", ["--version"], { stdio: "ignore" }).status === 0;
  if (!taskset) {
    advice.push(
      "`taskset` is missing, so that `profile` cannot be pinned to processors, and its latencies scatter more; the " +
        "package util-linux has it",
    );
  }
  return { onnxruntime, meter: meter?.name ?? null, taskset, advice };
}
