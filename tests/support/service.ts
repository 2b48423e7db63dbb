import { trainPredictor } from "../../predictors/training/train.js";
import { openArchive } from "../../src/archive/open.js";
import type { Archive } from "../../src/records/archive.js";
import { externalEvaluator } from "../../src/runs/execution/evaluators/external-evaluator.js";
import type { NetworkTrainer } from "../../src/runs/network-trainer.js";
import { createService } from "../../src/service/create-service.js";
import type { NetworkExporter } from "../../src/service/export/exporter.js";
import type { HarmonicService } from "../../src/service/service.js";
import { tableEvaluator } from "../../src/tables/table-evaluator.js";

export interface TestService {
  readonly service: HarmonicService;
  readonly archive: Archive;
}

/** Makes the real service on an archive in memory. Ids and time are counted, and training happens on this thread. */
export async function testService(
  given?: Archive,
  training?: NetworkTrainer,
  exporter?: NetworkExporter,
  clock?: () => number,
): Promise<TestService> {
  const archive = given ?? (await openArchive("sqlite::memory:"));
  let ids = 0;
  let now = Date.UTC(2026, 0, 1);
  const service = createService({
    archive,
    clock:
      clock ??
      (() => {
        now += 1000;
        return now;
      }),
    newId: () => `id-${++ids}`,
    owner: "test",
    log: { info: () => undefined, warn: () => undefined },
    train: async (set, options) => trainPredictor(set, options),
    ...(exporter === undefined ? {} : { exporter }),
    evaluators: { table: tableEvaluator, external: externalEvaluator, ...(training && { training }) },
  });
  return { service, archive };
}

/** A space of synthetic networks with depth, width and operator: 2 x 3 x 4 = 24 distinct architectures. */
export const TOY_SPACE = {
  id: "toy",
  genes: [
    { name: "depth", choices: [1, 2], ordered: true },
    { name: "width", choices: [16, 32, 64], ordered: true },
    { name: "operator", choices: ["a", "b", "c", "d"], ordered: false },
  ],
};

/** Makes a table of the toy space in the column convention: accuracy and latency rise with depth and width. */
export function toyTable(rows = 24): string {
  const lines = ["depth,width,operator,toy-task.accuracy,toy-device.latency_ms,toy-device.energy_mj"];
  for (const depth of [1, 2]) {
    for (const width of [16, 32, 64]) {
      for (const [k, operator] of ["a", "b", "c", "d"].entries()) {
        const accuracy = 0.5 + 0.1 * depth + 0.002 * width + 0.02 * k;
        const latency = depth * width * (1 + 0.3 * k) * 0.05;
        lines.push(
          [
            depth,
            width,
            operator,
            accuracy.toFixed(4),
            latency.toFixed(4),
            (2 * latency + k).toFixed(4),
          ].join(","),
        );
      }
    }
  }
  return lines.slice(0, rows + 1).join("\n");
}

/**
 * Makes the toy table with a column `early_accuracy` that is the accuracy with some noise; every fifth network has
 * none.
 */
export function scoredToyTable(): string {
  const [header, ...rows] = toyTable().split("\n");
  const scored = rows.map((row, i) => {
    const accuracy = Number(row.split(",")[3]);
    const early = i % 5 === 4 ? "" : (accuracy - 0.1 + 0.003 * ((7 * i) % 5)).toFixed(4);
    return `${row},${early},${i % 2 ? "odd" : "even"}`;
  });
  return [`${header},early_accuracy,label`, ...scored].join("\n");
}
