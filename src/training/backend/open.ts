import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, sep } from "node:path";
import { Unavailable } from "../../base/errors.js";
import { loadNative } from "./native.js";
import { reasonOf } from "./reason.js";

/** A tensor backend: native TensorFlow, WebAssembly, or plain JavaScript. */
export type BackendName = "native" | "wasm" | "cpu";

/** A backend, or `auto`: the fastest one that works, in the order native, wasm, cpu. */
export type BackendChoice = "auto" | BackendName;

/** An opened backend. */
export interface TensorBackend {
  readonly name: BackendName;
  /** The version for logs and records, e.g. `TensorFlow 2.18.1` or `WASM 4.22.0, SIMD`. */
  readonly version: string;
  /** Number of threads that one kernel may use. */
  readonly threads: number;
  /** If a faster backend does not work: how much slower training is, the reason, and how to get the faster one. */
  readonly drawback?: string;
}

export interface BackendOptions {
  /**
   * Threads per kernel of native TensorFlow, which reads the number only when it is first opened in a process. Default:
   * the variable TF_NUM_INTRAOP_THREADS or, without it, one per processor.
   */
  readonly threads?: number;
}

const SLOWER = "training takes 3 to 17 times as long";
const GET_NATIVE = "`npm run tensorflow` makes native TensorFlow ready or says what it lacks";

/**
 * Loads TensorFlow.js and makes a backend the current one of this process; may be called again to switch. Nothing is
 * loaded before this call, so that programs that do not train start quickly. A backend is accepted only after it has
 * computed a matrix product.
 *
 * @param log receives one line that describes the backend and its drawback
 * @throws Unavailable with the reasons, if the chosen backend does not work, or for `auto` if none does
 */
export async function openBackend(
  choice: BackendChoice,
  log: (line: string) => void,
  options: BackendOptions = {},
): Promise<TensorBackend> {
  if (choice !== "auto") return logged(await opened(choice, options), log);
  const reasons: string[] = [];
  for (const name of ["native", "wasm", "cpu"] as const) {
    try {
      const backend = await opened(name, options);
      const drawback = reasons.length === 0 ? {} : { drawback: `${SLOWER}: ${reasons.join("; ")}` };
      return logged({ ...backend, ...drawback }, log);
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  throw new Unavailable(`no tensor backend can be opened: ${reasons.join("; ")}`);
}

async function opened(name: BackendName, options: BackendOptions): Promise<TensorBackend> {
  try {
    return await OPENERS[name](options);
  } catch (error) {
    throw new Unavailable(FAILURES[name](reasonOf(error)));
  }
}

const FAILURES: Readonly<Record<BackendName, (reason: string) => string>> = {
  native: (reason) => `native TensorFlow cannot be used (${reason}): ${GET_NATIVE}`,
  wasm: (reason) => `the WebAssembly backend does not work (${reason})`,
  cpu: (reason) => `the JavaScript backend does not work (${reason})`,
};

function logged(backend: TensorBackend, log: (line: string) => void): TensorBackend {
  const drawback = backend.drawback === undefined ? "" : `; ${backend.drawback}`;
  log(`tensor backend: ${describeBackend(backend)}${drawback}`);
  return backend;
}

/** Describes a backend, e.g. `native (TensorFlow 2.18.1, 2 threads)`. */
export const describeBackend = ({ name, version, threads }: TensorBackend): string =>
  `${name} (${version}, ${threads} thread${threads === 1 ? "" : "s"})`;

const OPENERS: Readonly<Record<BackendName, (options: BackendOptions) => Promise<TensorBackend>>> = {
  native: openNative,
  wasm: openWasm,
  cpu: openCpu,
};

const require = createRequire(import.meta.url);
let nativeThreads: number | undefined;

async function openNative({ threads }: BackendOptions): Promise<TensorBackend> {
  if (nativeThreads === undefined) {
    process.env.TF_CPP_MIN_LOG_LEVEL ??= "2";
    if (threads !== undefined) process.env.TF_NUM_INTRAOP_THREADS = String(threads);
    process.env.TF_NUM_INTRAOP_THREADS ??= String(availableParallelism());
    loadNative();
    nativeThreads = Number(process.env.TF_NUM_INTRAOP_THREADS);
  }
  const tf = await activate("tensorflow");
  const { binding } = tf.backend() as unknown as { binding: { TF_Version: string } };
  return { name: "native", version: `TensorFlow ${binding.TF_Version}`, threads: nativeThreads };
}

async function openWasm(): Promise<TensorBackend> {
  const { setWasmPaths, version_wasm } = await import("@tensorflow/tfjs-backend-wasm");
  setWasmPaths(dirname(require.resolve("@tensorflow/tfjs-backend-wasm")) + sep);
  const tf = await activate("wasm");
  const simd = await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT");
  return { name: "wasm", version: `WASM ${version_wasm}${simd ? ", SIMD" : ""}`, threads: 1 };
}

async function openCpu(): Promise<TensorBackend> {
  const { version_cpu } = await import("@tensorflow/tfjs-backend-cpu");
  await activate("cpu");
  return { name: "cpu", version: `JavaScript ${version_cpu}`, threads: 1 };
}

type Tfjs = typeof import("@tensorflow/tfjs-core");

/**
 * Makes a backend the current one of tfjs-core and returns tfjs-core, with gradients (which tfjs-layers registers) and
 * without its start-up message.
 *
 * @throws Error with the reason, if the backend does not start or does not multiply correctly
 */
async function activate(backend: "tensorflow" | "wasm" | "cpu"): Promise<Tfjs> {
  const tf: Tfjs = await import("@tensorflow/tfjs-core");
  await import("@tensorflow/tfjs-layers");
  tf.enableProdMode();
  if (!(await tf.setBackend(backend))) throw new Error(await whyNotStarted(tf, backend));
  const product = tf.tidy(() => tf.matMul(tf.ones([1, 2]), tf.ones([2, 1])));
  const [two] = await product.data();
  product.dispose();
  if (two !== 2) throw new Error(`(1, 1) times its transpose is ${two} on it`);
  return tf;
}

/** Calls the factory of a backend again, because tfjs-core does not report why it failed. */
async function whyNotStarted(tf: Tfjs, backend: string): Promise<string> {
  try {
    await tf.findBackendFactory(backend)?.();
    return "it does not start";
  } catch (error) {
    return reasonOf(error);
  }
}
