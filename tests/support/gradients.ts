import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "vitest";

/** The value and the gradients of one case. */
export interface Found {
  readonly value: readonly number[];
  /** The gradients of the sum of the value times fixed weights, for each input. */
  readonly gradients: readonly (readonly number[])[];
}

/** What a backend computes for every case, or why the backend is not available. */
export type GradientReport = { readonly cases: Record<string, Found> } | { readonly missing: string };

const PROGRAM = fileURLToPath(new URL("gradient-report.ts", import.meta.url));

/** Computes values and gradients of all cases on a backend, in a process of its own. */
export async function gradientsOn(backend: "native" | "wasm"): Promise<GradientReport> {
  const args = ["--import", "tsx", PROGRAM, backend];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as GradientReport;
}

/** Fails unless all numbers differ by at most 1e-4, relative to the largest expected one if that is above 1. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(1, ...Array.from(expected, Math.abs));
  const errors = Array.from(expected, (value, i) => Math.abs(actual[i] - value) / scale);
  expect(errors.every(Number.isFinite)).toBe(true);
  expect(Math.max(...errors)).toBeLessThan(1e-4);
}
