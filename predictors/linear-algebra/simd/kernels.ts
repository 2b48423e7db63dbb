import { Arena, type KernelMemory } from "./arena.js";
import { KERNELS } from "./generated/kernels.js";

/** The part of the global object that is used here, which Node's types leave out. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/** The functions of `kernels.as`, which describes them. Arguments are addresses [bytes] and sizes. */
interface KernelExports {
  readonly memory: KernelMemory;
  covariances(
    n: number,
    inputs: number,
    blockBytes: number,
    norms: number,
    offsets: number,
    rows: number,
    length: number,
    columns: number,
    factors: number,
    heads: number,
    m: number,
    l: number,
    k: number,
  ): void;
  means(n: number, alpha: number, groups: number, k: number, out: number): void;
  explainedVariances(n: number, root: number, groups: number, k: number, out: number): void;
  products(rows: number, length: number, width: number, x: number, matrix: number, out: number): void;
}

/** Compiled functions and the memory that they work on. */
export interface Kernels {
  readonly run: Omit<KernelExports, "memory">;
  readonly arena: Arena;
}

let made: Kernels | "none" | undefined;

/** The kernels of this thread; undefined where the processor or Node has no vectors in WebAssembly. */
export function kernels(): Kernels | undefined {
  made ??= instantiated();
  return made === "none" ? undefined : made;
}

function instantiated(): Kernels | "none" {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(KERNELS, "base64")));
    const run = exports as KernelExports;
    return { run, arena: new Arena(run.memory) };
  } catch {
    // No vectors, no WebAssembly (`--jitless`), or no address space: predictions are then made without.
    return "none";
  }
}
