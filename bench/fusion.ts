/**
 * Shows what fusion adds, from the measurements that ship. For each trained task and each Jetson it prints the front
 * of the networks that were confirmed with three seeds, chosen on validation data. Their test accuracies stand beside
 * those of the same backbones alone and of the sum of the backbones' logits. `--plot` draws the fronts as SVG.
 *
 *   npx tsx bench/fusion.ts [--plot FOLDER]
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { loadFusionTable } from "../seeds/fusion-table.js";
import { FUSION_TASKS } from "../seeds/fusion-tasks.js";
import { type FrontPoint, finalFront, gains, modalitiesOf } from "./fusion/front.js";
import { drawFronts } from "./fusion/plot.js";

const DEVICES = ["jetson-tx2", "jetson-agx-xavier"] as const;
const { values: flags } = parseArgs({ options: { plot: { type: "string" } } });
const percent = (value: number): string => (100 * value).toFixed(1);

for (const task of FUSION_TASKS) {
  const table = loadFusionTable(task);
  if (table === undefined) throw new Error(`seeds/ has no measurements of ${task}`);
  console.log(
    `\n${task}: ${table.pairs.length} networks measured, ${table.finals.length} confirmed with three seeds`,
  );
  for (const device of DEVICES) {
    const front = finalFront(table, device);
    console.log(`\n${task} on ${device}, accuracies on the test split [%], mean of three seeds`);
    console.log(tableOf(front));
    const { most, mean } = gains(front);
    console.log(
      `at the accurate end, fusion adds ${percent(most.single)} points to the better single modality ` +
        `and ${percent(most.sum)} to the sum of logits; ` +
        `over the front ${percent(mean.single)} and ${percent(mean.sum)} on average`,
    );
  }
  if (flags.plot !== undefined) {
    const fronts = DEVICES.map((device) => ({ device, points: finalFront(table, device) }));
    writeFileSync(join(flags.plot, `${task}-front.svg`), drawFronts(fronts));
  }
}

function tableOf(front: readonly FrontPoint[]): string {
  const modalities = modalitiesOf(front);
  const head = ["latency [ms]", "energy [mJ]", "fusion", "sd", "validation", "logits added", ...modalities];
  const rows = front.map(({ latency, energy, test, sd, validation, baselines }) => [
    latency.toFixed(2),
    energy.toFixed(2),
    percent(test),
    percent(sd),
    percent(validation),
    percent(baselines.logitSum),
    ...modalities.map((modality) => percent(baselines.alone[modality])),
  ]);
  const drawn = new Table({ head, style: { head: [], border: [] }, colAligns: head.map(() => "right") });
  drawn.push(...rows);
  return drawn.toString();
}
