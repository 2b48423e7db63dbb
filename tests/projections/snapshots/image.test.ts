import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readImage, writeImage } from "../../../src/projections/snapshots/image.js";

it("an image is read as it was written, and what an ended thread had written of it before is removed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "harmonic-image-"));
  const file = join(folder, "a.columns");
  const hourAgo = new Date(Date.now() - 3_600_000);
  for (const name of ["a.columns.0.partial", "a.columns.1.partial", "b.columns.0.partial"])
    await writeFile(join(folder, name), "half");
  // Another thread may be writing the one that is new, and another image is no concern of this one.
  await utimes(join(folder, "a.columns.0.partial"), hourAgo, hourAgo);
  await utimes(join(folder, "b.columns.0.partial"), hourAgo, hourAgo);

  const arrays = [Float64Array.of(1, 2), undefined, Uint8Array.of(3)];
  await writeImage(file, { meta: { of: "test" }, arrays });

  expect((await readdir(folder)).sort()).toEqual(["a.columns", "a.columns.1.partial", "b.columns.0.partial"]);
  expect(readImage(file)).toEqual({ meta: { of: "test" }, arrays });
  await rm(folder, { recursive: true });
});
