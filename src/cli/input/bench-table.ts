import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { builtInSpace, builtInSpaces } from "../../space/built-in/index.js";
import { compileSpace } from "../../space/compile.js";
import { parseSpace } from "../../space/parse/parse-space.js";
import type { Space } from "../../space/space.js";
import { parseTable, type SampleTableData } from "../../tables/parse-table.js";
import type { Terminal } from "../dependencies.js";
import { showProgress } from "../output/progress.js";
import { openFile, readJsonFile } from "./files.js";

/** The table that a benchmark replays, read from a file without an archive, and its search space. */
export interface BenchTable {
  readonly space: Space;
  readonly table: SampleTableData;
}

/**
 * Reads the table `--samples` with the space `--space`, which is the id of a built-in space or a space file. Throws
 * `InvalidInput` that names the option.
 */
export async function readBenchTable(
  terminal: Terminal,
  flags: { readonly samples: string; readonly space: string; readonly distinct?: string | undefined },
): Promise<BenchTable> {
  const space = compileSpace(builtInSpace(flags.space) ?? (await spaceFile(flags.space)));
  const { stream, bytes } = await openFile(flags.samples, "--samples");
  const progress = showProgress(terminal.stderr, {
    label: "reading",
    unit: "KiB",
    total: Math.ceil(bytes / 1024),
  });
  try {
    const table = await parseTable(stream, space, {
      ...defined({ distinct: flags.distinct }),
      onProgress: (done) => progress.update(Math.floor(done.bytes / 1024)),
    });
    return { space, table };
  } finally {
    progress.stop();
    stream.destroy();
  }
}

async function spaceFile(name: string) {
  if (name.endsWith(".json")) return parseSpace(await readJsonFile(name, "--space"));
  const known = builtInSpaces.map((space) => space.id).join(", ");
  throw new InvalidInput(
    "--space",
    `unknown search space "${name}": known are ${known}; for another one name a space file (.json)`,
  );
}
