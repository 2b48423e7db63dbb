import { createHash } from "node:crypto";
import { basename } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ImportReport, ImportSamples } from "../../service/samples/import-samples.js";
import type { HarmonicService } from "../../service/service.js";
import type { Terminal } from "../dependencies.js";
import { count } from "../output/format.js";
import { showProgress } from "../output/progress.js";
import { openFile } from "./files.js";

/** The default name of a table: its space and the name of its file, in the characters that names may have. */
export function tableName(file: string, space: string): string {
  const own = basename(file)
    .replace(/\.csv$/i, "")
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-");
  return `${space}-${own}`.slice(0, 100);
}

/** A name that depends on the content of the file, for a table that a search replays. */
export async function contentName(file: string, distinct: string | undefined): Promise<string> {
  const hash = createHash("sha256").update(`${distinct ?? ""}\n`);
  const { stream } = await openFile(file, "--samples");
  await pipeline(stream, hash);
  return `replay-${hash.digest("hex").slice(0, 16)}`;
}

/** Imports a CSV file with a progress bar over its bytes. Throws what `HarmonicService.importSamples` throws. */
export async function importTable(
  service: HarmonicService,
  terminal: Terminal,
  file: string,
  input: Omit<ImportSamples, "source" | "onProgress">,
): Promise<ImportReport> {
  const { stream, bytes } = await openFile(file, "FILE");
  const progress = showProgress(terminal.stderr, {
    label: "reading",
    unit: "KiB",
    total: Math.ceil(bytes / 1024),
  });
  let read = 0;
  let rows = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      read += chunk.length;
      progress.update(Math.floor(read / 1024), `${count(rows)} rows`);
      done(null, chunk);
    },
    flush(done) {
      progress.update(Math.ceil(bytes / 1024), `${count(rows)} rows, storing them`);
      done();
    },
  });
  stream.on("error", (error) => counted.destroy(error));
  try {
    return await service.importSamples({
      ...input,
      source: stream.pipe(counted),
      onProgress: (done) => {
        rows = done;
      },
    });
  } finally {
    progress.stop();
    stream.destroy();
  }
}
