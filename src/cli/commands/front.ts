import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import type { Front } from "../../service/front/front.js";
import type { CliDependencies } from "../dependencies.js";
import {
  allowedSources,
  constraintsOf,
  device,
  examples,
  maxEnergy,
  maxLatency,
  maxMacs,
  maxParams,
  minAccuracy,
  objectives,
  task,
} from "../input/options.js";
import { asJson } from "../output/json.js";
import { frontJson, nearestText, pointCsv, pointTable, volumeText } from "../output/points.js";
import { withService } from "../session.js";

export function frontCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("front")
    .description("shows the Pareto front of a task on a device: the networks that no other network dominates")
    .addOption(task)
    .addOption(device)
    .addOption(maxLatency)
    .addOption(maxEnergy)
    .addOption(minAccuracy)
    .addOption(maxParams)
    .addOption(maxMacs)
    .addOption(objectives)
    .addOption(allowedSources)
    .addOption(
      new Option("--format <format>", "form of the output")
        .choices(["table", "csv", "json"] as const)
        .default("table" as const),
    )
    .addHelpText(
      "after",
      examples(
        "front --task imagenet --device 2080ti-b1 --max-latency 20",
        "front --task cifar100 --device raspberry-pi-5-litert --objectives accuracy,energy --format csv",
      ),
    )
    .action((flags, command) =>
      withService(cli, command, async ({ service }) => {
        const front = await service.paretoFront({
          task: flags.task,
          device: flags.device,
          ...constraintsOf(flags),
          ...defined({ objectives: flags.objectives, sources: flags.sources }),
        });
        return {
          json: frontJson(front),
          text: () => FORMATS[flags.format](front),
        };
      }),
    );
}

const FORMATS: Readonly<Record<"table" | "csv" | "json", (front: Front) => string>> = {
  table: frontText,
  csv: (front) => pointCsv(front.points),
  json: (front) => asJson(frontJson(front)),
};

function frontText(front: Front): string {
  const body =
    front.points.length > 0
      ? [pointTable(front.points), volumeText(front.objectives, front.referencePoint, front)]
      : ["The front is empty.", nearestText(front.nearest)];
  return [...body, ...front.notes].filter((line) => line !== "").join("\n");
}
