import { readFileSync } from "node:fs";
import { pino } from "pino";
import { Random } from "../../src/base/random.js";
import { resolveSettings } from "../../src/cli/settings.js";
import { openFilledArchive, runExecutor, serviceDependencies } from "../../src/composition/open-service.js";
import type { SearchRun } from "../../src/records/run.js";
import { createService } from "../../src/service/create-service.js";
import type { HarmonicService } from "../../src/service/service.js";
import { toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { sampleDistinct } from "../../src/space/sampling/sample.js";

/** A service on an archive as a server makes it; with `here`, it executes searches itself. */
export async function serviceOn(
  url: string,
  where: "here" | "elsewhere" = "elsewhere",
): Promise<HarmonicService> {
  const settings = resolveSettings({}, { ARCHIVE: url, SEEDS: "none" });
  const archive = await openFilledArchive(settings, () => undefined);
  const dependencies = serviceDependencies(archive, settings, pino({ level: "silent" }));
  const executor = where === "here" ? undefined : runExecutor(settings);
  return createService({ ...dependencies, ...(executor && { executor }) });
}

const space = compileSpace(builtInSpace("nas-bench-201")!);

/** A table of so many networks of NAS-Bench-201 with values of a task and the device `d`. */
export function tableOf(networks: number, task: string): string {
  const names = space.spec.genes.map(({ name }) => name);
  const rows = sampleDistinct(space, networks, new Random(2)).map((network) => {
    const genes = toArchitecture(space, network);
    const sum = network.reduce((total, choice, i) => total + choice * (i + 1), 0);
    const cells = names.map((name) => String(genes[name]));
    return [...cells, 0.5 + ((sum * 37) % 101) / 250, 1 + sum / 7 + ((sum * 13) % 17) / 30].join(",");
  });
  return [[...names, `${task}.accuracy`, "d.latency_ms"].join(","), ...rows].join("\n");
}

/** Imports a table of so many networks of NAS-Bench-201 for the task `t`. */
export async function fillWith(service: HarmonicService, networks: number): Promise<void> {
  await service.registerSearchSpace(space.spec);
  await service.importSamples({ name: "rows", space: "nas-bench-201", source: tableOf(networks, "t") });
}

/** A search for measurements whose models learn from every known network before it asks for the first. */
export const SLOW = {
  task: "t",
  devices: ["d"],
  evaluator: "external",
  strategy: "surrogate",
  budget: 40,
  objectives: ["accuracy", "latency"],
} as const;

/** Waits until the run is no longer running. */
export async function endOf(service: HarmonicService, id: string): Promise<SearchRun> {
  for await (const { run } of service.followRun(id, AbortSignal.timeout(50_000)))
    if (run.status.kind !== "running") return run;
  throw new Error(`run ${id} did not end`);
}

/** Ids of the processes that this thread has started and that run. */
export function children(): number[] {
  return readFileSync(`/proc/self/task/${process.pid}/children`, "utf8")
    .split(" ")
    .filter(Boolean)
    .map(Number);
}
