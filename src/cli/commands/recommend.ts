import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import type { Preference } from "../../service/service.js";
import type { CliDependencies } from "../dependencies.js";
import {
  allowedSources,
  constraintsOf,
  device,
  examples,
  given,
  maxEnergy,
  maxLatency,
  minAccuracy,
  objectives,
  task,
} from "../input/options.js";
import { nearestJson, nearestText, pointJson, pointTable } from "../output/points.js";
import { withService } from "../session.js";

export function recommendCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("recommend")
    .description("one network of the Pareto front: its knee, or the cheapest that meets the limits")
    .addOption(task)
    .addOption(device)
    .addOption(maxLatency)
    .addOption(maxEnergy)
    .addOption(minAccuracy)
    .addOption(objectives)
    .addOption(allowedSources)
    .addOption(
      new Option("--prefer <what>", "the knee, or the lowest latency or energy")
        .choices(["knee", "latency", "energy"] as const)
        .default("knee" as const),
    )
    .addHelpText(
      "after",
      examples("recommend --task imagenet --device 2080ti-b1 --min-accuracy 0.75 --prefer latency"),
    )
    .action((flags, command) =>
      withService(cli, command, async ({ service }) => {
        const answer = await service.recommend({
          task: flags.task,
          device: flags.device,
          preference: preferenceOf(flags.prefer),
          ...constraintsOf(flags),
          ...given({ objectives: flags.objectives, sources: flags.sources }),
        });
        if (answer.kind === "point") {
          return {
            json: { point: pointJson(answer.point), reason: answer.reason },
            text: () =>
              `${pointTable([answer.point])}\n${answer.reason}\n${JSON.stringify(answer.point.architecture)}`,
          };
        }
        return {
          json: { point: null, nearest: nearestJson(answer.nearest), notes: answer.notes },
          text: () =>
            ["No network meets the limits.", nearestText(answer.nearest), ...answer.notes]
              .filter((line) => line !== "")
              .join("\n"),
        };
      }),
    );
}

const preferenceOf = (prefer: "knee" | "latency" | "energy"): Preference =>
  prefer === "knee" ? { kind: "knee" } : { kind: "cheapest", metric: prefer };
