import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname, sep } from "node:path";
import { Unavailable } from "../../base/errors.js";
import { loadNative } from "./native.js";
import { reasonOf } from "./reason.js";

/** What computes: native TensorFlow, WebAssembly, or plain JavaScript. */
export type BackendName = "native" | "wasm" | "cpu";

/** `auto` takes the first that works, in the order above; a name forces it. */
export type BackendChoice = "auto" | BackendName;

/** The backend that computes from now on in this process. */
export interface TensorBackend {
  readonly name: BackendName;
  /** The version for logs and records, e.g. `TensorFlow 2.18.1` or `WASM 4.22.0, SIMD`. */
  readonly version: string;
  /** How many threads one kernel may use. */
  readonly threads: number;
  /** Why a better one was passed over, what that costs, and how to get it. */
  readonly lost?: string;
}

export interface BackendOptions {
  /**
   * Threads per kernel for native TensorFlow, which reads it once, when it is first opened; default: all processors.
   */
  readonly threads?: number;
}

const LOSS = "training takes 3 to 17 times as long";
const GET_NATIVE = "`npm run tensorflow` makes native TensorFlow ready or says what it lacks";

/**
 * Loads TensorFlow.js with a backend and makes it the current one; may be called again to switch. Everything is loaded
 * here, on demand: what does not train never pays for it. A backend counts once it has multiplied. `log` gets one line
 * with the choice and what it costs.
 *
 * @throws Unavailable where the forced backend cannot be had, or none can, with the reasons
 */
export async function openBackend(
  choice: BackendChoice,
  log: (line: string) => void,
  options: BackendOptions = {},
): Promise<TensorBackend> {
  if (choice !== "auto") return announced(await opened(choice, options), log);
  const reasons: string[] = [];
  for (const name of ["native", "wasm", "cpu"] as const) {
    try {
      const backend = await opened(name, options);
      const lost = reasons.length === 0 ? {} : { lost: `${LOSS}: ${reasons.join("; ")}` };
      return announced({ ...backend, ...lost }, log);
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

function announced(backend: TensorBackend, log: (line: string) => void): TensorBackend {
  const lost = backend.lost === undefined ? "" : `; ${backend.lost}`;
  log(`tensor backend: ${describeBackend(backend)}${lost}`);
  return backend;
}

/** The backend in words, e.g. `native (TensorFlow 2.18.1, 2 threads)`. */
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
  const tf = await current("tensorflow");
  const { binding } = tf.backend() as unknown as { binding: { TF_Version: string } };
  return { name: "native", version: `TensorFlow ${binding.TF_Version}`, threads: nativeThreads };
}

async function openWasm(): Promise<TensorBackend> {
  const { setWasmPaths, version_wasm } = await import("@tensorflow/tfjs-backend-wasm");
  setWasmPaths(dirname(require.resolve("@tensorflow/tfjs-backend-wasm")) + sep);
  const tf = await current("wasm");
  const simd = await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT");
  return { name: "wasm", version: `WASM ${version_wasm}${simd ? ", SIMD" : ""}`, threads: 1 };
}

async function openCpu(): Promise<TensorBackend> {
  const { version_cpu } = await import("@tensorflow/tfjs-backend-cpu");
  await current("cpu");
  return { name: "cpu", version: `JavaScript ${version_cpu}`, threads: 1 };
}

type Tfjs = typeof import("@tensorflow/tfjs-core");

/**
 * The one instance of tfjs-core, on the backend of that name, with gradients (tfjs-layers brings them), without banner.
 *
 * @throws Error where the backend does not start or does not multiply, with the reason
 */
async function current(backend: "tensorflow" | "wasm" | "cpu"): Promise<Tfjs> {
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

/** tfjs-core only says that a backend failed to start; its factory, called again, says why. */
async function whyNotStarted(tf: Tfjs, backend: string): Promise<string> {
  try {
    await tf.findBackendFactory(backend)?.();
    return "it does not start";
  } catch (error) {
    return reasonOf(error);
  }
}
