/**
 * Writes what is known of the measured networks of each trained task as a table, `seeds/data/TASK.csv`:
 *
 *   npx tsx seeds/build-fusion-samples.ts
 */
import type { Architecture } from "../src/space/types.js";
import { costOf } from "./build-lab.js";
import { writeFusionSamples } from "./fusion-samples.js";
import { type Baselines, loadFusionTable } from "./fusion-table.js";
import { FUSION_TASKS } from "./fusion-tasks.js";

const DEVICES = ["jetson-tx2", "jetson-agx-xavier"];

for (const task of FUSION_TASKS) {
  const table = loadFusionTable(task);
  if (table === undefined) continue;
  const networks = new Map<string, { genes: Architecture; accuracy: number; baselines: Baselines }>();
  for (const pair of table.pairs) networks.set(JSON.stringify(pair.genes), { ...pair, baselines: pair });
  for (const { genes, validation, baselines } of table.finals) {
    const accuracy = validation.reduce((sum, value) => sum + value, 0) / validation.length;
    networks.set(JSON.stringify(genes), { genes, accuracy, baselines: baselines.validation });
  }
  const samples = [...networks.values()].map(({ genes, accuracy, baselines }) => ({
    genes,
    accuracy,
    costs: costColumns(task, genes),
    notes: notesOf(baselines),
  }));
  writeFusionSamples(task, samples);
  console.log(`${task}: ${samples.length} networks`);
}

function costColumns(task: string, genes: Architecture): Record<string, number> {
  return Object.fromEntries(
    DEVICES.flatMap((device) => {
      const { latency, energy } = costOf(task, genes, device);
      return [
        [`${device}.latency_ms`, latency],
        [`${device}.energy_mj`, energy],
      ];
    }),
  );
}

/** The validation accuracy of each backbone alone, and of the sum of their logits. */
function notesOf({ alone, logitSum }: Baselines): Record<string, number> {
  const own = Object.entries(alone).map(([modality, accuracy]) => [`${modality}_alone`, accuracy]);
  return { ...Object.fromEntries(own), logits_added: logitSum };
}
