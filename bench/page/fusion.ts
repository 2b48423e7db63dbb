import { loadFusionTable } from "../../seeds/fusion-table.js";
import { type FrontPoint, finalFront, gains, modalitiesOf } from "../fusion/front.js";
import { percent, tableOf } from "./markdown.js";

const DEVICES = [
  ["jetson-tx2", "Jetson TX2"],
  ["jetson-agx-xavier", "Jetson AGX Xavier"],
] as const;

const HEAD = ["latency [ms]", "energy [mJ]", "fusion network", "validation", "logits added"];

/** The confirmed fronts of a trained task on both boards, and what fusion adds to the backbones. */
export function fusionBlock(task: string): string {
  const table = loadFusionTable(task);
  if (table === undefined) throw new Error(`seeds/ has no measurements of ${task}`);
  const fronts = DEVICES.map(([device, name]) => {
    const front = finalFront(table, device);
    const head = [...HEAD, ...modalitiesOf(front).map((modality) => `${modality} alone`)];
    return [`${name}:`, tableOf(head, front.map(cellsOf)), gainsOf(front)].join("\n\n");
  });
  return fronts.join("\n\n");
}

function cellsOf({ latency, energy, test, sd, validation, baselines }: FrontPoint): string[] {
  const accuracies = [validation, baselines.logitSum, ...Object.values(baselines.alone)];
  return [
    latency.toFixed(2),
    energy.toFixed(2),
    `**${percent(test)} ± ${percent(sd)}**`,
    ...accuracies.map(percent),
  ];
}

function gainsOf(front: readonly FrontPoint[]): string {
  const { most, mean } = gains(front);
  const points = (gain: { single: number; sum: number }): string =>
    `${percent(gain.single)} points to the better backbone alone and ${percent(gain.sum)} to the sum of logits`;
  return `Fusion adds ${points(most)} at the accurate end.\nOver the front it adds ${points(mean)} on average.`;
}
