import { cpus, hostname, loadavg } from "node:os";
import { join } from "node:path";
import { defined } from "../../base/defined.js";
import { namesIn, readNumber, readText } from "../meters/sysfs.js";

/** The state of a machine that can change its latencies, as far as it can be read. */
export interface MachineState {
  /** Mean number of processes that wanted to run in the last minute. */
  readonly load: number;
  /** Rules by which the clock rates of the processors change, e.g. `performance`; several separated by `+`. */
  readonly governor?: string;
  /** Highest temperature of the machine [degrees Celsius]. */
  readonly temperature?: number;
}

/** Reads the state of the machine. `root` is the folder that holds `sys`. */
export function machineState(root = "/"): MachineState {
  const processors = join(root, "sys/devices/system/cpu");
  const governors = namesIn(processors, /^cpu\d+$/).flatMap(
    (name) => readText(processors, name, "cpufreq/scaling_governor") ?? [],
  );
  const zones = join(root, "sys/class/thermal");
  const temperatures = namesIn(zones, /^thermal_zone\d+$/)
    .flatMap((name) => readNumber(zones, name, "temp") ?? [])
    .filter((value) => value > 0 && value < 150_000);
  return {
    load: loadavg()[0],
    ...defined({
      governor: governors.length === 0 ? undefined : [...new Set(governors)].join("+"),
      temperature: temperatures.length === 0 ? undefined : Math.max(...temperatures) / 1000,
    }),
  };
}

/** The machine in words: its processor, how many of them, its architecture and name. */
export function machineName(): string {
  const all = cpus();
  const model = all[0]?.model.trim() || "unknown processor";
  return `${model}, ${all.length} processors, ${process.arch}, ${process.platform}, host ${hostname()}`;
}
