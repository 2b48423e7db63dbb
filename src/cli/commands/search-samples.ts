import { existsSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { COST_METRICS, type CostMetric } from "../../base/metric.js";
import type { StartSearch } from "../../runs/request/start-search.js";
import type { DescribedMetric } from "../../service/catalog/metrics.js";
import type { HarmonicService } from "../../service/service.js";
import { dialectOf, hasHeader } from "../../tables/dialect.js";
import { openFile } from "../input/files.js";
import { contentName, importTable } from "../input/sample-file.js";
import type { Session } from "../session.js";

/** The longest header that is read, in characters. */
const LONGEST_HEADER = 1 << 20;

/** The options of `search` about the table that it replays. */
export interface SampleFlags {
  readonly samples: string;
  readonly distinct?: string | undefined;
  readonly space?: string | undefined;
}

/**
 * Imports the file `--samples` into the archive, for replaying only, and returns its name there. Importing the same
 * file again changes nothing. A file without the columns that the search needs is refused with `InvalidInput` before
 * anything is stored. Where there is no such file, but a table of this name was imported, that one is replayed.
 */
export async function importReplayed(
  { service, terminal }: Session,
  { samples, distinct, space }: SampleFlags,
  request: StartSearch,
): Promise<string> {
  if (await isImported(service, { samples, distinct })) return samples;
  const columns = await header(samples);
  const declared = await service.metrics();
  requireColumns(columns, samples, request, declared);
  await requireSubjects(service, columns, request, declared);
  const name = await contentName(samples, distinct);
  await importTable(service, terminal, samples, {
    name,
    space: space ?? (await service.task(request.task)).space,
    ...defined({ distinct }),
    measurements: false,
  });
  return name;
}

/** Whether `--samples` is the name of an imported table, and no file. */
async function isImported(service: HarmonicService, { samples, distinct }: SampleFlags): Promise<boolean> {
  if (existsSync(samples)) return false;
  const table = (await service.sampleTables()).find(({ name }) => name === samples);
  if (table === undefined) return false;
  if (distinct === undefined || distinct === table.distinct) return true;
  const own = table.distinct === undefined ? "without one" : `with --distinct ${table.distinct}`;
  throw new InvalidInput(
    "--distinct",
    `the table ${samples} was imported ${own}; its file may be imported anew`,
  );
}

/** The column names in the first line of a table, in any dialect that tables may have. */
async function header(file: string): Promise<readonly string[]> {
  const { stream } = await openFile(file, "--samples");
  let start = "";
  try {
    for await (const chunk of stream.setEncoding("utf8")) {
      start += chunk;
      if (hasHeader(start) || start.length > LONGEST_HEADER) break;
    }
    const { delimiter, skipped } = dialectOf(start);
    const options = { delimiter, to: 1, relax_column_count: true, skip_empty_lines: true };
    const [names] = parse(start.slice(skipped), options) as readonly (readonly string[])[];
    if (names !== undefined) return names.map((name) => name.trim());
  } catch (error) {
    throw new InvalidInput("--samples", `${file} is not a CSV table: ${(error as Error).message}`);
  } finally {
    stream.destroy();
  }
  throw new InvalidInput("--samples", `${file} is empty`);
}

function requireColumns(
  columns: readonly string[],
  file: string,
  { task, devices, constraints, objectives, fidelities = [] }: StartSearch,
  declared: readonly DescribedMetric[],
): void {
  const requireOneOf = (option: string, ...names: readonly string[]) => {
    if (names.some((name) => columns.includes(name))) return;
    const remedy =
      option === "--task" || option === "--device"
        ? "; a search for one metric alone names it, for example --objectives latency"
        : "";
    throw new InvalidInput(
      option,
      `${file} has no column ${names.join(" or ")}, which ${option} asks for${remedy}`,
    );
  };
  const { minAccuracy, maxLatency, maxEnergy, perDevice = [] } = constraints ?? {};
  const isWanted = (name: string) => objectives === undefined || objectives.includes(name);
  const isLimited = (device: string) =>
    maxLatency !== undefined || maxEnergy !== undefined || perDevice.some((own) => own.device === device);
  const column = (device: string, metric: CostMetric) =>
    `${device}.${metric === "latency" ? "latency_ms" : "energy_mj"}`;
  if (isWanted("accuracy") || minAccuracy !== undefined) requireOneOf("--task", `${task}.accuracy`);
  for (const { name } of fidelities) requireOneOf("--fidelity", name);
  for (const device of devices) {
    if (isLimited(device) || COST_METRICS.some((cost) => isWanted(cost) || isWanted(`${device}.${cost}`)))
      requireOneOf("--device", ...COST_METRICS.map((metric) => column(device, metric)));
    for (const metric of COST_METRICS)
      if (objectives?.includes(`${device}.${metric}`)) requireOneOf("--objectives", column(device, metric));
  }
  const limited = (constraints?.limits ?? []).map(({ metric }) => metric);
  for (const { name, of } of declared) {
    for (const subject of of === "task" ? [task] : devices) {
      const isNamed = (names: readonly string[]) =>
        names.includes(name) || names.includes(`${subject}.${name}`);
      const option = isNamed(limited) ? "--limit" : "--objectives";
      if (isNamed([...limited, ...(objectives ?? [])])) requireOneOf(option, `${subject}.${name}`);
    }
  }
  if (maxLatency !== undefined) requireOneOf("--max-latency", ...devices.map((id) => column(id, "latency")));
  if (maxEnergy !== undefined) requireOneOf("--max-energy", ...devices.map((id) => column(id, "energy")));
  for (const own of perDevice) {
    if (own.maxLatency !== undefined) requireOneOf("--max-latency", column(own.device, "latency"));
    if (own.maxEnergy !== undefined) requireOneOf("--max-energy", column(own.device, "energy"));
  }
}

/** Refuses a task or device that neither the table has, whose import would create it, nor the archive. */
async function requireSubjects(
  service: HarmonicService,
  columns: readonly string[],
  { task, devices }: StartSearch,
  declared: readonly DescribedMetric[],
): Promise<void> {
  const ownOf = (owner: string, subject: string) =>
    declared.filter((metric) => metric.of === owner).map(({ name }) => `${subject}.${name}`);
  const known = [`${task}.accuracy`, ...ownOf("task", task)];
  if (!known.some((name) => columns.includes(name))) await service.task(task);
  for (const device of devices) {
    const own = [`${device}.latency_ms`, `${device}.energy_mj`, ...ownOf("device", device)];
    if (!own.some((name) => columns.includes(name))) await service.device(device);
  }
}
