import { copyFile, open, rm, stat } from "node:fs/promises";
import { archiveCare } from "../../src/archive/care.js";
import { openArchive } from "../../src/archive/open.js";
import { HarmonicError } from "../../src/base/errors.js";
import { Random } from "../../src/base/random.js";
import { milliseconds } from "../../src/base/units.js";
import { readings } from "./damage-samples.js";

// Flips one byte of a copy of an archive at a time, reads everything, verifies, repairs and reads again. Prints one
// JSON document per place. Arguments: the archive, the copy, a seed, the number of places, and optionally the place.
const [source, copy, seed, places, only] = process.argv.slice(2);
const random = new Random(Number(seed));
const { size } = await stat(source);
const nothing = () => undefined;

async function answers(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  try {
    const archive = await openArchive(`sqlite:${copy}`, { busyTimeout: milliseconds(100) });
    try {
      for (const [name, read] of Object.entries(readings)) {
        found[name] = await read(archive).then(JSON.stringify, asText);
      }
    } finally {
      await archive.close();
    }
  } catch (error) {
    found.open = asText(error);
  }
  return found;
}

/** Lets go of connections: the driver ends one only when its statements were collected. */
async function collect(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    (globalThis as { gc?: () => void }).gc?.();
  }
}

const asText = (error: unknown): string =>
  error instanceof HarmonicError ? `error: ${error.message}` : `bug: ${(error as Error).stack}`;

for (let i = 0; i < Number(places); i++) {
  // One place in four is on the first two pages, which hold the header and the declarations.
  const drawn = Math.floor(random.next() * (i % 4 === 0 ? 8192 : size));
  const place = only === undefined ? drawn : Number(only);
  const mask = 1 << Math.floor(random.next() * 8);
  for (const suffix of ["-wal", "-shm"]) await rm(copy + suffix, { force: true });
  await copyFile(source, copy);
  const file = await open(copy, "r+");
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, place);
  byte[0] ^= mask;
  await file.write(byte, 0, 1, place);
  await file.close();
  const before = await answers();
  const verified = await archiveCare.verify(`sqlite:${copy}`, nothing).catch(asText);
  await collect();
  const repaired = await archiveCare.repair(`sqlite:${copy}`, nothing).catch(asText);
  await collect();
  const again = await archiveCare.verify(`sqlite:${copy}`, nothing).catch(asText);
  const after = await answers();
  process.stdout.write(`${JSON.stringify({ place, mask, before, verified, repaired, again, after })}\n`);
  if (typeof repaired !== "string") {
    for (const made of [repaired.original, repaired.setAsideIn]) if (made) await rm(made, { force: true });
  }
}
