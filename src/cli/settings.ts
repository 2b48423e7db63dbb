import { InvalidInput } from "../base/errors.js";

/** How this installation is set up: flags first, then environment variables, then `.env`, then defaults. */
export interface Settings {
  /** TCP port of the service; 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** `sqlite:FILE`, `sqlite::memory:` or `mongodb://...`. */
  readonly archive: string;
  readonly queue: "local";
  readonly apiToken?: string;
  /** Folder with the tables that tests and benchmarks read. */
  readonly harmonicData?: string;
  /** What fills a new archive: the folder `seeds/`, or nothing. */
  readonly seeds: "all" | "none";
}

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
  return {
    port: port(read("PORT")),
    host: host(read("HOST")),
    archive: archive(read("ARCHIVE")),
    queue: queue(read("QUEUE")),
    seeds: seeds(read("SEEDS")),
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

/** An address as it may be shown: what stands before its `@` is a secret. */
export const withoutPassword = (url: string): string => url.replace(/\/\/[^@/]*@/, "//***@");
