import { parse } from "csv-parse";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { StartSearch } from "../../runs/request/start-search.js";
import { openFile } from "../input/files.js";
import { contentName, importTable } from "../input/sample-file.js";
import type { Session } from "../session.js";

export interface SampleFlags {
  readonly samples: string;
  readonly distinct?: string | undefined;
  readonly space?: string | undefined;
}

/**
 * Brings the file of `--samples` into the archive, for replaying only, and returns its name there; the same file again
 * changes nothing. A file that lacks what the search asks for is refused before anything is stored.
 */
export async function importReplayed(
  { service, terminal }: Session,
  { samples, distinct, space }: SampleFlags,
  request: StartSearch,
): Promise<string> {
  requireColumns(await header(samples), samples, request);
  const name = await contentName(samples, distinct);
  await importTable(service, terminal, samples, {
    name,
    space: space ?? (await service.task(request.task)).space,
    ...defined({ distinct }),
    measurements: false,
  });
  return name;
}

/** The names in a table's first line. */
async function header(file: string): Promise<readonly string[]> {
  const { stream } = await openFile(file, "--samples");
  const parser = stream.pipe(parse({ bom: true, to: 1, relax_column_count: true, max_record_size: 1 << 20 }));
  try {
    for await (const names of parser) return names as string[];
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
  { task, devices, constraints, fidelities = [] }: StartSearch,
): void {
  const lacks = (option: string, ...names: readonly string[]) => {
    if (names.some((name) => columns.includes(name))) return;
    throw new InvalidInput(option, `${file} has no column ${names.join(" or ")}, which ${option} asks for`);
  };
  lacks("--task", `${task}.accuracy`);
  for (const { name } of fidelities) lacks("--fidelity", name);
  for (const device of devices) lacks("--device", `${device}.latency_ms`, `${device}.energy_mj`);
  if (constraints?.maxLatency !== undefined)
    lacks("--max-latency", ...devices.map((id) => `${id}.latency_ms`));
  if (constraints?.maxEnergy !== undefined) lacks("--max-energy", ...devices.map((id) => `${id}.energy_mj`));
}
