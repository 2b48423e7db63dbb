import { join } from "node:path";
import type { Gauge, Meter } from "./meter.js";
import { namesIn, readNumber, readText } from "./sysfs.js";

interface Domain {
  readonly folder: string;
  readonly name: string;
  /** Value at which the counter begins again [uJ]. */
  readonly range: number;
}

/** What a search for a meter found: the meter, or why one that is there cannot be read. */
export interface FoundMeter {
  readonly meter?: Meter;
  readonly note?: string;
}

/**
 * The energy counters of Intel and AMD processors in `/sys/class/powercap`. Counted is each package once, also where
 * both the registers (`intel-rapl`) and the memory map (`intel-rapl-mmio`) have it, and the memory (`dram`), which no
 * package includes. The domain of the whole platform (`psys`) includes the packages, so it counts only where there are
 * none; parts of a package (`core`, `uncore`) do not count.
 *
 * @param root folder that holds `sys`
 */
export function powercapMeter(root = "/"): FoundMeter {
  const folder = join(root, "sys/class/powercap");
  const domains = counted(
    namesIn(folder, /^intel-rapl(-mmio)?(:\d+)+$/).map((entry) => ({
      folder: join(folder, entry),
      name: readText(folder, entry, "name") ?? entry,
      range: readNumber(folder, entry, "max_energy_range_uj") ?? 2 ** 32,
      isPart: entry.split(":").length > 2,
      parent: entry.split(":").slice(0, 2).join(":"),
    })),
  );
  if (domains.length === 0) return {};
  const closed = domains.find((domain) => readNumber(domain.folder, "energy_uj") === undefined);
  if (closed !== undefined) {
    return {
      note:
        `no energy: ${join(closed.folder, "energy_uj")} can be read by root only; run as root, or ` +
        "`sudo chmod a+r /sys/class/powercap/*/energy_uj` until the next start of the machine",
    };
  }
  const name = `powercap: ${domains.map((domain) => domain.name).join(", ")}`;
  return { meter: { name, open: () => counterGauge(domains) } };
}

interface Found extends Domain {
  readonly isPart: boolean;
  /** The domain that this one lies in, or the domain itself. */
  readonly parent: string;
}

function counted(found: readonly Found[]): readonly Domain[] {
  const whole = found.filter(({ isPart }) => !isPart);
  const packages = firstOfName(whole.filter(({ name }) => !name.startsWith("psys")));
  if (packages.length === 0) return firstOfName(whole);
  const memory = packages.flatMap((one) =>
    found.filter(({ isPart, name, parent }) => isPart && name === "dram" && parent === one.parent),
  );
  return [...packages, ...memory];
}

/** Of several domains of one name the first: the registers of a package, not their copy in the memory map. */
const firstOfName = (domains: readonly Found[]): readonly Found[] => {
  const ordered = [...domains].sort((a, b) => Number(isCopy(a)) - Number(isCopy(b)));
  return ordered.filter(({ name }, i) => ordered.findIndex((other) => other.name === name) === i);
};

const isCopy = ({ folder }: Domain): boolean => folder.includes("intel-rapl-mmio");

/** Sums counters [uJ] that begin again at their range. A counter that cannot be read any more stands still. */
function counterGauge(domains: readonly Domain[]): Gauge {
  const read = ({ folder }: Domain): number | undefined => readNumber(folder, "energy_uj");
  const last = domains.map(read);
  let total = 0;
  return {
    joules() {
      for (const [i, domain] of domains.entries()) {
        const value = read(domain);
        const before = last[i];
        if (value === undefined) continue;
        if (before !== undefined) total += value >= before ? value - before : value - before + domain.range;
        last[i] = value;
      }
      return total / 1e6;
    },
  };
}
