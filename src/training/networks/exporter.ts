import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TrainingPlaces, TrainingTools } from "../../cli/training-tools.js";
import type { NetworkExporter } from "../../service/export/exporter.js";

/** Exports networks into memory: into a folder of the system's temporary files, which is read and removed again. */
export const exporterOf =
  (tools: Pick<TrainingTools, "exportNetwork">, places: TrainingPlaces): NetworkExporter =>
  async (subject, options) => {
    const scratch = await mkdtemp(join(tmpdir(), "harmonic-export-"));
    try {
      const out = join(scratch, "network");
      const { files, weights } = await tools.exportNetwork({ subject, ...options, out }, places);
      const read = files.map(async (name) => [name, await readFile(join(out, name))] as const);
      return { files: new Map(await Promise.all(read)), weights };
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  };
