import { InvalidInput } from "../base/errors.js";
import type { TrainingPlaces } from "./training-tools.js";

/** How this installation is set up: flags first, then environment variables, then `.env`, then defaults. */
export interface Settings {
  /** TCP port of the service; 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** `sqlite:FILE`, `sqlite::memory:` or `mongodb://...`. */
  readonly archive: string;
  readonly queue: "local";
  readonly apiToken?: string;
  /** What computes when networks are trained; `auto` takes the fastest that works. */
  readonly tensorBackend: BackendChoice;
  /** Threads of native TensorFlow; by default one per processor. */
  readonly tensorThreads?: number;
  /** Folder of data sets, `<task>.dataset`. */
  readonly datasets: string;
  /** Folder of trained supernets, `<task>.<modality>.<seed>.supernet`, and networks, `<task>.<hash>.network`. */
  readonly supernets: string;
  /** How many megabytes of trained networks are kept, the oldest removed first; 0 keeps none. */
  readonly networkMegabytes: number;
  /** Folder with the tables that tests and benchmarks read. */
  readonly harmonicData?: string;
  /** What fills a new archive: the folder `seeds/`, or nothing. */
  readonly seeds: "all" | "none";
}

const BACKENDS = ["auto", "native", "wasm", "cpu"] as const;
export type BackendChoice = (typeof BACKENDS)[number];

interface SettingFlag {
  /** As in the environment; the flag is the same in kebab-case. */
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

export const SETTING_FLAGS: readonly SettingFlag[] = [
  {
    name: "ARCHIVE",
    value: "url",
    description: "sqlite:FILE, sqlite::memory: or mongodb://... (default: sqlite:./data/harmonic.db)",
  },
  { name: "SEEDS", value: "what", description: "what fills a new archive: all or none (default: all)" },
  {
    name: "PORT",
    value: "number",
    description: "port of the service, 0 to 65535; 0 takes a free one (default: 4000)",
  },
  { name: "HOST", value: "address", description: "address the service listens on (default: 127.0.0.1)" },
  {
    name: "API_TOKEN",
    value: "secret",
    description: "bearer token that clients must send; required unless HOST is a loopback address",
  },
  { name: "QUEUE", value: "url", description: "where evaluations wait: local (default: local)" },
  {
    name: "TENSOR_BACKEND",
    value: "name",
    description: "what trains networks: auto, native, wasm or cpu (default: auto, the fastest that works)",
  },
  {
    name: "TENSOR_THREADS",
    value: "number",
    description: "threads of native TensorFlow (default: one per processor)",
  },
  {
    name: "DATASETS",
    value: "folder",
    description: "folder of the data sets that networks train on, TASK.dataset (default: ./data/datasets)",
  },
  {
    name: "SUPERNETS",
    value: "folder",
    description: "folder of trained supernets, TASK.MODALITY.SEED.supernet (default: ./data/supernets)",
  },
  {
    name: "NETWORK_MEGABYTES",
    value: "number",
    description:
      "trained fusion networks to keep beside the supernets, oldest removed first; 0 keeps none (default: 2000)",
  },
  { name: "HARMONIC_DATA", value: "folder", description: "folder with the tables that benchmarks read" },
];

export const flagOf = (name: string): string => `--${name.toLowerCase().replaceAll("_", "-")}`;

type Values = Readonly<Record<string, string | undefined>>;

/**
 * Checks every setting, whether the command at hand needs it or not. `InvalidInput` names the flag or the variable.
 *
 * @param flags by the environment's names, e.g. `{ PORT: "4100" }`; empty text counts as not given, as it does in `environment`
 */
export function resolveSettings(flags: Values, environment: Values): Settings {
  const read = (name: string): Given => {
    const flag = flags[name]?.trim();
    if (flag) return { label: flagOf(name), value: flag };
    return { label: name, value: environment[name]?.trim() || undefined };
  };
  const apiToken = read("API_TOKEN").value;
  const harmonicData = read("HARMONIC_DATA").value;
  const tensorThreads = threads(read("TENSOR_THREADS"));
  return {
    port: port(read("PORT")),
    host: host(read("HOST")),
    archive: archive(read("ARCHIVE")),
    queue: queue(read("QUEUE")),
    seeds: seeds(read("SEEDS")),
    tensorBackend: tensorBackend(read("TENSOR_BACKEND")),
    datasets: read("DATASETS").value ?? "data/datasets",
    supernets: read("SUPERNETS").value ?? "data/supernets",
    networkMegabytes: megabytes(read("NETWORK_MEGABYTES")),
    ...(tensorThreads === undefined ? {} : { tensorThreads }),
    ...(apiToken === undefined ? {} : { apiToken }),
    ...(harmonicData === undefined ? {} : { harmonicData }),
  };
}

interface Given {
  readonly label: string;
  readonly value: string | undefined;
}

function port({ label, value = "4000" }: Given): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new InvalidInput(label, `${label} must be a whole number from 0 to 65535, not "${value}"`);
}

function host({ label, value = "127.0.0.1" }: Given): string {
  if (/^[\w.:%-]+$/.test(value)) return value;
  throw new InvalidInput(label, `${label} must be a host name or address such as 127.0.0.1, not "${value}"`);
}

function archive({ label, value = "sqlite:./data/harmonic.db" }: Given): string {
  if (/^(sqlite:.+|mongodb(\+srv)?:\/\/.+)$/s.test(value)) return value;
  throw new InvalidInput(
    label,
    `${label} must be sqlite:FILE, sqlite::memory: or mongodb://HOST/DATABASE, not "${withoutPassword(value)}"`,
  );
}

function queue({ label, value = "local" }: Given): "local" {
  if (value === "local") return value;
  throw new InvalidInput(
    label,
    `${label} must be local, not "${withoutPassword(value)}": other queues are not part of this version`,
  );
}

function seeds({ label, value = "all" }: Given): "all" | "none" {
  if (value === "all" || value === "none") return value;
  throw new InvalidInput(label, `${label} must be all or none, not "${value}"`);
}

function tensorBackend({ label, value = "auto" }: Given): BackendChoice {
  const found = BACKENDS.find((name) => name === value);
  if (found !== undefined) return found;
  throw new InvalidInput(label, `${label} must be auto, native, wasm or cpu, not "${value}"`);
}

function threads({ label, value }: Given): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
  throw new InvalidInput(label, `${label} must be a whole number from 1 to 9999, not "${value}"`);
}

function megabytes({ label, value = "2000" }: Given): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidInput(label, `${label} must be a whole number of megabytes from 0, not "${value}"`);
}

/** An address as it may be shown: what stands before its `@` is a secret. */
export const withoutPassword = (url: string): string => url.replace(/\/\/[^@/]*@/, "//***@");

/** Where training finds and leaves its files, and what computes it. */
export const placesOf = ({
  datasets,
  supernets,
  networkMegabytes,
  tensorBackend,
  tensorThreads,
}: Settings): TrainingPlaces => ({
  datasets,
  supernets,
  networkBytes: 1e6 * networkMegabytes,
  backend: tensorBackend,
  ...(tensorThreads === undefined ? {} : { threads: tensorThreads }),
});
