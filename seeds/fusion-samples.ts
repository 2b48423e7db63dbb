import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { sampleTableName } from "../src/base/ids.js";
import type { Change } from "../src/records/changes.js";
import type { Architecture } from "../src/space/types.js";
import { tableBlob } from "../src/tables/stored-table.js";
import { fusionSpace } from "./fusion-tasks.js";
import { seedFile } from "./seed-file.js";

/** A network's row of the table: its validation accuracy, its costs and notes by column name. */
export interface FusionSample {
  readonly genes: Architecture;
  readonly accuracy: number;
  readonly costs: Readonly<Record<string, number>>;
  /** Columns that are neither genes nor measurements: the accuracies of its backbones alone. */
  readonly notes: Readonly<Record<string, number>>;
}

/** The table of a task's measured networks in the column convention, which a search can replay. */
export const fusionSamplesFile = (task: string): string => seedFile(`${task}.csv`);

/** Writes the table of a task; all samples must have the same costs and notes. */
export function writeFusionSamples(task: string, samples: readonly FusionSample[]): void {
  const genes = fusionSpace(task).genes.map(({ name }) => name);
  const [{ costs: firstCosts, notes: firstNotes }] = samples;
  const [costs, notes] = [Object.keys(firstCosts), Object.keys(firstNotes)];
  const rows = samples.map((sample) => [
    ...genes.map((gene) => sample.genes[gene] ?? ""),
    Number(sample.accuracy.toFixed(6)),
    ...costs.map((column) => Number(sample.costs[column].toFixed(6))),
    ...notes.map((column) => Number(sample.notes[column].toFixed(6))),
  ]);
  const lines = [[...genes, `${task}.accuracy`, ...costs, ...notes], ...rows].map((row) => row.join(","));
  writeFileSync(fusionSamplesFile(task), `${lines.join("\n")}\n`);
}

/**
 * Stores the table of each task under the task's name, for replay. Its values are stored as measurements of their
 * own, with their fidelity.
 */
export function* fusionSampleChanges(tasks: readonly string[], importedAt: string): Generator<Change> {
  for (const task of tasks) {
    const file = fusionSamplesFile(task);
    if (!existsSync(file)) continue;
    const bytes = readFileSync(file);
    const lines = bytes.toString().trimEnd().split("\n");
    const name = sampleTableName(task);
    yield {
      type: "put",
      kind: "sampleTable",
      record: {
        id: name,
        name,
        space: fusionSpace(task).spec.id,
        checksum: createHash("sha256").update(bytes).digest("hex"),
        rows: lines.length - 1,
        columns: lines[0].split(",").filter((column) => /\.(accuracy|latency_ms|energy_mj)$/.test(column)),
        importedAt,
        measurementsStored: true,
      },
    };
    yield { type: "blob", key: tableBlob(name), bytes: gzipSync(bytes) };
  }
}
