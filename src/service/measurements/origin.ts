import { InvalidInput, NotFound } from "../../base/errors.js";
import { sampleTableName } from "../../base/ids.js";
import type { Measurement } from "../../records/measurement.js";
import { requireRun } from "../../runs/view/lookup.js";
import type { Context } from "../context.js";
import { submissionReceipt } from "./submission.js";

/** Where measurements came from, as a user names it: one of an imported table, a search run and a submission. */
export interface Origin {
  /** Name of an imported table. */
  readonly import?: string;
  /** Key of a search run, or a unique beginning of it. */
  readonly run?: string;
  /** Key of a submission: its idempotency key, or the key that the answer to it gave. */
  readonly submission?: string;
}

const KINDS = ["import", "run", "submission"] as const;

/** Throws `InvalidInput` if an origin names several things or nothing. */
export function requireOneOrigin(origin: Origin): (typeof KINDS)[number] {
  const [kind, other] = KINDS.filter((name) => origin[name] !== undefined);
  if (kind === undefined) {
    throw new InvalidInput("import", "name an import, a run or a submission");
  }
  if (other === undefined) return kind;
  throw new InvalidInput(other, `name either ${kind} or ${other}: measurements have one origin`);
}

/**
 * The test of whether a measurement came from the origin. Throws `NotFound` and `InvalidInput` on `import`, `run` or
 * `submission`.
 */
export async function originOf(
  { archive }: Pick<Context, "archive">,
  origin: Origin,
): Promise<(measurement: Measurement) => boolean> {
  const kind = requireOneOrigin(origin);
  const named = origin[kind]!;
  if (kind === "import") {
    const table = await archive.get("sampleTable", sampleTableName(named));
    if (table === undefined) throw new NotFound("import", named, "import", await knownTables(archive));
    const text = tableOrigin(table.name);
    return (measurement) => measurement.origin === text;
  }
  if (kind === "run") {
    const { id } = await requireRun({ archive }, named, "run");
    return (measurement) => measurement.run === id;
  }
  const ids = await submissionReceipt(archive, named);
  if (ids === undefined) {
    throw new NotFound(
      "submission",
      named,
      "submission",
      "give its idempotency key, or the key that the answer to it gave",
    );
  }
  return (measurement) => ids.has(measurement.id);
}

/** The origin of the measurements that a sample table made. */
const tableOrigin = (name: string): string => `table ${name}`;

async function knownTables(archive: Context["archive"]): Promise<string> {
  const names = (await archive.list("sampleTable")).map(({ name }) => name);
  if (names.length === 0) return "the archive has no imported tables";
  return `known are ${names.slice(0, 20).join(", ")}${names.length > 20 ? " and more" : ""}`;
}
