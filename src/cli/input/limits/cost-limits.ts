import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { defined } from "../../../base/defined.js";
import { InvalidInput } from "../../../base/errors.js";
import type { CostMetric } from "../../../base/metric.js";
import type { ConstraintsInput } from "../../../search/constraints/parse-constraints.js";
import { cost, list } from "../parsers.js";

/** A limit on a cost as it is written: of every device, and of single devices, in the metric's unit. */
export interface CostLimit {
  readonly all?: number;
  readonly devices: ReadonlyMap<string, number>;
}

/** The option that limits each cost; each takes a number, or `DEVICE=NUMBER` for single devices. */
export const maxLatency = new Option(
  "--max-latency <ms>",
  "highest latency of one inference [ms]: a number for every device, DEVICE=MS for one, or several of these, " +
    "separated by commas (default: no limit)",
).argParser(costLimit);
export const maxEnergy = new Option(
  "--max-energy <mj>",
  "highest energy of one inference [mJ]: a number for every device, DEVICE=MJ for one, or several of these, " +
    "separated by commas (default: no limit)",
).argParser(costLimit);

const OPTIONS = { latency: "--max-latency", energy: "--max-energy" } as const;

/** Parses `9`, `boardA=9,boardB=12` or `9,boardB=12`; a device's own number replaces that of every device. */
function costLimit(text: string): CostLimit {
  let all: number | undefined;
  const devices = new Map<string, number>();
  for (const item of list(text)) {
    const at = item.lastIndexOf("=");
    if (at < 0) {
      if (all !== undefined) throw new InvalidArgumentError("It must have one number for every device.");
      all = cost(item);
      continue;
    }
    const device = item.slice(0, at).trim();
    if (device === "") throw new InvalidArgumentError("It must be a number, or DEVICE=NUMBER.");
    if (devices.has(device)) throw new InvalidArgumentError(`It names "${device}" twice.`);
    devices.set(device, cost(item.slice(at + 1).trim()));
  }
  return { ...defined({ all }), devices };
}

export interface CostLimitFlags {
  readonly maxLatency?: CostLimit | undefined;
  readonly maxEnergy?: CostLimit | undefined;
}

/** Throws `InvalidInput` on the option of a limit that names a device which is not among `devices`. */
export function requireLimitsAmong(
  { maxLatency: latency, maxEnergy: energy }: CostLimitFlags,
  devices: readonly string[],
): void {
  requireAmong("latency", latency, devices);
  requireAmong("energy", energy, devices);
}

/** The constraints on costs that the flags give, checked as by `requireLimitsAmong`. */
export function costConstraintsOf(flags: CostLimitFlags, devices: readonly string[]): ConstraintsInput {
  requireLimitsAmong(flags, devices);
  const { maxLatency: latency, maxEnergy: energy } = flags;
  const perDevice = devices
    .map((device) => {
      const own = defined({
        maxLatency: latency?.devices.get(device),
        maxEnergy: energy?.devices.get(device),
      });
      return { device, ...own };
    })
    .filter((own) => own.maxLatency !== undefined || own.maxEnergy !== undefined);
  return defined({
    maxLatency: latency?.all,
    maxEnergy: energy?.all,
    perDevice: perDevice.length === 0 ? undefined : perDevice,
  });
}

function requireAmong(metric: CostMetric, limit: CostLimit | undefined, devices: readonly string[]): void {
  const other = [...(limit?.devices.keys() ?? [])].find((device) => !devices.includes(device));
  if (other === undefined) return;
  const option = OPTIONS[metric];
  throw new InvalidInput(
    option,
    `${option} names ${other}, which is not among --device ${devices.join(",")}`,
  );
}
