import { defined } from "../base/defined.js";
import { InvalidInput } from "../base/errors.js";
import type { Quotas } from "../records/whole/quotas.js";
import { OIDC_FLAGS, type OidcSettings, oidcSettings } from "./input/oidc-settings.js";
import { QUOTA_FLAGS, quotaSettings } from "./input/quota-settings.js";
import type { Given, SettingFlag } from "./setting.js";
import { TRAFFIC_FLAGS, type TrafficSettings, trafficSettings } from "./traffic-settings.js";
import type { TrainingPlaces } from "./training-tools.js";

/** The settings of an installation, from flags, else environment variables, else `.env`, else defaults. */
export interface Settings {
  /** TCP port of the server; 0 takes any free one. */
  readonly port: number;
  /** Address on which the server listens. */
  readonly host: string;
  /** URL of the archive: `sqlite:FILE`, `sqlite::memory:` or `mongodb://...`. */
  readonly archive: string;
  /** The most that the archive may hold; absent: no limit. */
  readonly quotas?: Quotas;
  /** Where evaluations wait for workers: `local`, in the archive, or the URL of a Redis, `redis://...`. */
  readonly queue: string;
  /** Bearer token of role `admin`, beside those of the archive; for a client, the token that it sends. */
  readonly apiToken?: string;
  /** Identity provider whose tokens the server accepts, too. */
  readonly oidc?: OidcSettings;
  /** Tensor backend that trains networks; `auto` takes the fastest one that works. */
  readonly tensorBackend: BackendChoice;
  /** Number of threads of native TensorFlow. Default: one per processor. */
  readonly tensorThreads?: number;
  /** Folder of the data sets, `<task>.dataset`. */
  readonly datasets: string;
  /** Folder of trained supernets, `<task>.<modality>.<seed>.supernet`, and networks, `<task>.<hash>.network`. */
  readonly supernets: string;
  /** How many megabytes of trained networks are kept, the oldest removed first; 0 keeps none. */
  readonly networkMegabytes: number;
  /** Folder with the tables that tests and benchmarks read. */
  readonly harmonicData?: string;
  /** Whether a new archive is filled from the folder `seeds/` (`all`) or left empty (`none`). */
  readonly seeds: "all" | "none";
  /** Least level of the lines that the log has. */
  readonly logLevel: LogLevel;
  /** Address of the OpenTelemetry collector that takes traces. */
  readonly otlpEndpoint?: string;
  /** Whether traces are sent. */
  readonly traces: boolean;
  /** How the server treats its traffic. */
  readonly traffic: TrafficSettings;
}

export type LogLevel = (typeof LOG_LEVELS)[number];
const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

export type BackendChoice = (typeof BACKENDS)[number];
const BACKENDS = ["auto", "native", "wasm", "cpu"] as const;

/** All settings, for the flags of the command line and their help. */
export const SETTING_FLAGS: readonly SettingFlag[] = [
  {
    name: "ARCHIVE",
    value: "url",
    description:
      "archive: sqlite:FILE, sqlite::memory: or mongodb://... (default: sqlite:./data/harmonic.db)",
  },
  { name: "SEEDS", value: "what", description: "seeds that fill a new archive: all or none (default: all)" },
  {
    name: "PORT",
    value: "number",
    description: "TCP port of the server, 0 to 65535; 0 takes any free one (default: 4000)",
  },
  { name: "HOST", value: "address", description: "address on which the server listens (default: 127.0.0.1)" },
  {
    name: "API_TOKEN",
    value: "secret",
    description:
      "bearer token of role admin, which clients of the server send, beside those of `token create` (default: none); " +
      "required unless HOST is a loopback address or the archive has a valid admin token",
  },
  ...OIDC_FLAGS,
  {
    name: "QUEUE",
    value: "url",
    description:
      "where evaluations wait for workers: local, or redis://HOST:PORT/DATABASE, through which several servers of one " +
      "archive work together, too (default: local)",
  },
  {
    name: "TENSOR_BACKEND",
    value: "name",
    description:
      "tensor backend that trains networks: auto, native, wasm or cpu (default: auto, the fastest that works)",
  },
  {
    name: "TENSOR_THREADS",
    value: "number",
    description: "number of threads of native TensorFlow (default: one per processor)",
  },
  {
    name: "DATASETS",
    value: "folder",
    description:
      "folder that data sets, TASK.dataset, are written to and read from (default: ./data/datasets)",
  },
  {
    name: "SUPERNETS",
    value: "folder",
    description: "folder of the trained supernets, TASK.MODALITY.SEED.supernet (default: ./data/supernets)",
  },
  {
    name: "NETWORK_MEGABYTES",
    value: "number",
    description:
      "trained fusion networks to keep beside the supernets, in MB, the oldest removed first; " +
      "0 keeps none (default: 2000)",
  },
  {
    name: "HARMONIC_DATA",
    value: "folder",
    description: "folder of the tables that tests and benchmarks read (default: none)",
  },
  {
    name: "LOG_LEVEL",
    value: "level",
    description:
      "least level of the log on standard error: trace, debug, info, warn, error, fatal or silent (default: info)",
  },
  {
    name: "OTEL_EXPORTER_OTLP_ENDPOINT",
    value: "url",
    description:
      "OpenTelemetry collector that traces are sent to, by OTLP over HTTP, such as http://localhost:4318 (default: none)",
  },
  {
    name: "OTEL_TRACES_EXPORTER",
    value: "name",
    description: "how traces are sent: otlp or none (default: otlp where a collector is named, else none)",
  },
  ...QUOTA_FLAGS,
  ...TRAFFIC_FLAGS,
];

/** The flag of a setting, e.g. `--api-token` of API_TOKEN. */
export const flagOf = (name: string): string => `--${name.toLowerCase().replaceAll("_", "-")}`;

type Values = Readonly<Record<string, string | undefined>>;

/**
 * Makes the settings from flags and environment variables. Every setting is checked, whether the command needs it or
 * not. Throws `InvalidInput` that names the flag or the variable.
 *
 * @param flags values of flags by the name of the variable, e.g. `{ PORT: "4100" }`; empty text counts as not given
 * @param environment values of environment variables; empty text counts as not given
 */
export function resolveSettings(flags: Values, environment: Values): Settings {
  const read = (name: string): Given => {
    const flag = flags[name]?.trim();
    if (flag) return { label: flagOf(name), value: flag };
    return { label: name, value: environment[name]?.trim() || undefined };
  };
  const apiToken = read("API_TOKEN").value;
  const harmonicData = read("HARMONIC_DATA").value;
  const oidc = oidcSettings(read);
  const quotas = quotaSettings(read);
  const tensorThreads = threads(read("TENSOR_THREADS"));
  const otlpEndpoint = endpoint(read("OTEL_EXPORTER_OTLP_ENDPOINT"));
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
    logLevel: logLevel(read("LOG_LEVEL")),
    traces: traces(read("OTEL_TRACES_EXPORTER"), otlpEndpoint),
    traffic: trafficSettings(read),
    ...defined({ tensorThreads, apiToken, oidc, quotas, harmonicData, otlpEndpoint }),
  };
}

/** The address without user and password (the part before `@`), so that it may be shown. */
export const withoutPassword = (url: string): string => url.replace(/\/\/[^@/]*@/, "//***@");

/** The settings that training needs: where its files are, and what computes. */
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
  ...defined({ threads: tensorThreads }),
});

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

function queue({ label, value = "local" }: Given): string {
  if (value === "local" || /^rediss?:\/\/[^/]/.test(value)) return value;
  throw new InvalidInput(
    label,
    `${label} must be local or redis://HOST:PORT, not "${withoutPassword(value)}"`,
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

function logLevel({ label, value = "info" }: Given): LogLevel {
  const found = LOG_LEVELS.find((name) => name === value.toLowerCase());
  if (found !== undefined) return found;
  throw new InvalidInput(label, `${label} must be one of ${LOG_LEVELS.join(", ")}, not "${value}"`);
}

function endpoint({ label, value }: Given): string | undefined {
  if (value === undefined || /^https?:\/\/[^/]/.test(value)) return value;
  throw new InvalidInput(label, `${label} must be an http address such as http://localhost:4318`);
}

function traces({ label, value }: Given, endpoint: string | undefined): boolean {
  if (value === undefined) return endpoint !== undefined;
  if (value === "otlp" || value === "none") return value === "otlp";
  throw new InvalidInput(label, `${label} must be otlp or none, not "${value}"`);
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

/** The environment without the settings of this program, for a server that gets its own. */
export function withoutSettings(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const settings = new Set(SETTING_FLAGS.map(({ name }) => name));
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !settings.has(name)));
}
