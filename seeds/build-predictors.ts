/**
 * Trains the predictors that ship on the seeded tables, through the service itself, and prints the held-out quality
 * of each:
 *
 *   npx tsx seeds/build-predictors.ts
 *   npx tsx seeds/build-predictors.ts --only h200-b1,h200-b64
 *   npx tsx seeds/build-predictors.ts --only av-mnist-hard
 *
 * With `--only`, it trains those of the named devices and tasks, and keeps all others as they are.
 */

import { existsSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { trainPredictor } from "../predictors/training/train.js";
import { openArchive } from "../src/archive/open.js";
import { NotEnoughData } from "../src/base/errors.js";
import { COST_METRICS } from "../src/base/metric.js";
import type { PredictorRecord } from "../src/records/predictor.js";
import { externalEvaluator } from "../src/runs/execution/evaluators/external-evaluator.js";
import { createService } from "../src/service/create-service.js";
import { tableEvaluator } from "../src/tables/table-evaluator.js";
import { seededDevices, seededTasks } from "./catalogue.js";
import { fusionTableFile, loadFusionTable } from "./fusion-table.js";
import { FUSION_TASKS } from "./fusion-tasks.js";
import { measuredTables } from "./measured-tables.js";
import { PREDICTORS_FILE, type ShippedPredictors, shippedPredictors } from "./predictors.js";
import { seedArchive } from "./seed.js";
import { seedFile } from "./seed-file.js";

/** The date of the shipped predictors. It is fixed so that building them again gives the same file. */
const CREATED = Date.UTC(2026, 10, 22);

const archive = await openArchive("sqlite::memory:");
const { values: options } = parseArgs({ options: { only: { type: "string" } } });
const only = options.only?.split(",");
await seedArchive(archive, () => undefined, { predictors: false });
const shippedBefore = shippedPredictors();
/** Whether what belongs to one of these devices and tasks is made anew, not kept as it was shipped. */
const isWanted = (...names: readonly (string | undefined)[]): boolean =>
  only === undefined || names.some((name) => name !== undefined && only.includes(name));
const unchanged = shippedBefore.predictors.filter(({ device, task }) => !isWanted(device ?? task));
if (only !== undefined)
  await archive.commit(unchanged.map((record) => ({ type: "put", kind: "predictor", record }) as const));
const service = createService({
  archive,
  clock: () => CREATED,
  newId: () => "seed",
  owner: "seed",
  log: { info: () => undefined, warn: () => undefined },
  train: async (set, options) => trainPredictor(set, options),
  evaluators: { table: tableEvaluator, external: externalEvaluator },
});

/**
 * The results of the service's searches over the new predictors. They ship too, so that the first answer need not
 * wait for a search.
 */
const found: ShippedPredictors["searches"][number][] = [];
const commit = archive.commit.bind(archive);
archive.commit = (changes) => {
  const batch = [...changes];
  for (const change of batch) {
    if (change.type === "blob" && change.key.startsWith("estimated/")) {
      found.push({ key: change.key, base64: Buffer.from(change.bytes).toString("base64") });
    }
  }
  return commit(batch);
};

const records: PredictorRecord[] = [...unchanged];
const PROFILED = ["jetson-tx2", "jetson-agx-xavier"];
/**
 * The least number of measured networks of a task whose accuracy is predicted. From the 85 of clip-art, the search over
 * a predictor found networks that it put 4 points above the best measured one, with intervals that held for 75 %.
 */
const LEAST_NETWORKS = 150;
const measured = FUSION_TASKS.filter(
  (task) => existsSync(fusionTableFile(task)) && loadFusionTable(task)!.pairs.length >= LEAST_NETWORKS,
);
const gpus = seededDevices.filter((device) => device.description.includes("OFA")).map((device) => device.id);
const measuredOn = measuredTables().map(({ device, space }) => ({
  device: device.id,
  tasks: seededTasks.filter((task) => task.space === space).map(({ id }) => id),
}));
const targets = [
  { task: "imagenet", metric: "accuracy" as const },
  ...gpus.map((device) => ({ task: "imagenet", metric: "latency" as const, device })),
  ...measured.map((task) => ({ task, metric: "accuracy" as const })),
  ...measuredOn.flatMap(({ device, tasks: [task] }) =>
    COST_METRICS.map((metric) => ({ task, metric, device })),
  ),
];
for (const target of targets) {
  if (!isWanted("device" in target ? target.device : target.task)) continue;
  const start = performance.now();
  const trained = await service.trainPredictor({ seed: 1, ...target }).catch((error: unknown) => {
    if (error instanceof NotEnoughData) return undefined;
    throw error;
  });
  if (trained === undefined) {
    console.log(`${Object.values(target).join(", ")}: too little is measured`);
    continue;
  }
  const { predictor, quality } = trained;
  const record = await archive.get("predictor", predictor.id);
  if (record !== undefined) records.push(record);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${predictor.id}: ${predictor.family} on ${predictor.trainedOn}; ` +
      `held out ${quality.networks}: tau ${quality.kendallTau.toFixed(3)}, ` +
      `within 5 % ${(100 * quality.within5).toFixed(1)} %, coverage ${quality.coverage90.toFixed(3)}, ${seconds} s`,
  );
}
for (const device of gpus.filter((id) => isWanted(id)))
  await service.paretoFront({ task: "imagenet", device });
for (const task of measured)
  for (const device of PROFILED.filter((id) => isWanted(id, task)))
    await service.paretoFront({ task, device, sources: ["COST_MODEL", "PREDICTED"] });
for (const { device, tasks } of measuredOn.filter((each) => isWanted(each.device)))
  for (const task of tasks.filter((id) => id === "imagenet" || measured.some((task) => task === id)))
    await service.paretoFront({ task, device });
const searches = new Map(
  [...(only === undefined ? [] : shippedBefore.searches), ...found].map((search) => [search.key, search]),
);
const shipped: ShippedPredictors = { predictors: records, searches: [...searches.values()] };
const bytes = gzipSync(JSON.stringify(shipped), { level: 9 });
writeFileSync(seedFile(PREDICTORS_FILE), bytes);
console.log(`${PREDICTORS_FILE}: ${records.length} predictors, ${(bytes.length / 1024).toFixed(0)} KiB`);
await service.close();
