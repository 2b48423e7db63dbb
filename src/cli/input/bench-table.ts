import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { builtInSpace, builtInSpaces } from "../../space/built-in/index.js";
import { compileSpace } from "../../space/compile.js";
import { parseSpace } from "../../space/parse/parse-space.js";
import type { Space } from "../../space/space.js";
import { joinTables } from "../../tables/join-tables.js";
import { type NetworkTable, parseTable } from "../../tables/parse-table.js";
import type { Terminal } from "../dependencies.js";
import { showProgress } from "../output/progress.js";
import { openFile, readJsonFile } from "./files.js";

/** The table that a benchmark replays, read from files without an archive, and its search space. */
export interface BenchTable {
  readonly space: Space;
  readonly table: NetworkTable;
}

/**
 * Reads the tables `--samples` as one (see `joinTables`), with the space `--space`, which is the id of a built-in space
 * or a space file. Throws `InvalidInput` that names the option, and the file where there are several.
 */
export async function readBenchTable(
  terminal: Terminal,
  flags: {
    readonly samples: readonly string[];
    readonly space: string;
    readonly distinct?: string | undefined;
  },
): Promise<BenchTable> {
  const space = compileSpace(builtInSpace(flags.space) ?? (await spaceFile(flags.space)));
  const tables: NetworkTable[] = [];
  for (const file of flags.samples) {
    tables.push(
      await readTable(terminal, file, space, flags.distinct).catch((error: unknown) => {
        throw flags.samples.length > 1 ? namingFile(error, file) : error;
      }),
    );
  }
  return { space, table: joinTables(tables) };
}

async function readTable(
  terminal: Terminal,
  file: string,
  space: Space,
  distinct: string | undefined,
): Promise<NetworkTable> {
  const { stream, bytes } = await openFile(file, "--samples");
  const progress = showProgress(terminal.stderr, {
    label: "reading",
    unit: "KiB",
    total: Math.ceil(bytes / 1024),
  });
  try {
    return await parseTable(stream, space, {
      ...defined({ distinct }),
      onProgress: (done) => progress.update(Math.floor(done.bytes / 1024)),
    });
  } finally {
    progress.stop();
    stream.destroy();
  }
}

/** The same error with the name of the file, unless the message has it. */
const namingFile = (error: unknown, file: string): unknown =>
  error instanceof InvalidInput && !error.text.includes(file)
    ? new InvalidInput(error.field ?? "--samples", `${file}: ${error.text}`, error.remedy)
    : error;

async function spaceFile(name: string) {
  if (name.endsWith(".json")) return parseSpace(await readJsonFile(name, "--space"));
  const known = builtInSpaces.map((space) => space.id).join(", ");
  throw new InvalidInput(
    "--space",
    `unknown search space "${name}": known are ${known}; for another one name a space file (.json)`,
  );
}
