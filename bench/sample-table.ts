import { createReadStream } from "node:fs";
import { defined } from "../src/base/defined.js";
import { deviceId, taskId } from "../src/base/ids.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { parseTable } from "../src/tables/parse-table.js";
import { tableEvaluator } from "../src/tables/table-evaluator.js";
import { objectivesOf, replayTable } from "../src/tables/table-objectives.js";

/** The options of `parseArgs` that name a table, and the task and device whose columns a bench searches. */
export const SAMPLE_OPTIONS = {
  samples: { type: "string" },
  space: { type: "string", default: "nas-bench-201" },
  task: { type: "string", default: "cifar100" },
  device: { type: "string", default: "raspberry-pi-5-litert" },
  distinct: { type: "string" },
} as const;

/** Reads the table that the options name, which is one of a built-in space, and replays it. */
export async function openSamples(options: {
  readonly samples?: string | undefined;
  readonly space: string;
  readonly task: string;
  readonly device: string;
  readonly distinct?: string | undefined;
}) {
  const definition = builtInSpace(options.space);
  if (options.samples === undefined || definition === undefined) {
    throw new Error("name the table by --samples FILE.csv and a built-in space by --space ID");
  }
  const space = compileSpace(definition);
  const distinct = defined({ distinct: options.distinct });
  const table = await parseTable(createReadStream(options.samples), space, distinct);
  const [task, device] = [taskId(options.task), deviceId(options.device)];
  const objectives = objectivesOf(table, task, device);
  const replay = tableEvaluator(replayTable(table, task, objectives), objectives, 1);
  return { space, table, task, device, objectives, replay };
}
