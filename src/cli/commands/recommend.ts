import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { Metric } from "../../base/metric.js";
import type { Point } from "../../projections/point.js";
import type { Preference } from "../../service/front/recommend.js";
import type { CliDependencies } from "../dependencies.js";
import {
  allowedSources,
  constraintsOf,
  device,
  examples,
  maxEnergy,
  maxLatency,
  minAccuracy,
  objectives,
  task,
} from "../input/options.js";
import { fraction, weights } from "../input/parsers.js";
import { nearestJson, nearestText, pointJson, pointTable } from "../output/points.js";
import { withService } from "../session.js";

export function recommendCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("recommend")
    .description(
      "one network of the Pareto front: its knee, the best by weights, or the cheapest that meets the limits",
    )
    .addOption(task)
    .addOption(device)
    .addOption(maxLatency)
    .addOption(maxEnergy)
    .addOption(minAccuracy)
    .addOption(objectives)
    .addOption(allowedSources)
    .addOption(
      new Option("--prefer <what>", "the knee, the best by --weights, or the lowest latency or energy")
        .choices(["knee", "weighted", "latency", "energy"] as const)
        .default("knee" as const),
    )
    .option(
      "--weights <list>",
      "with --prefer weighted: what each objective counts, e.g. accuracy=2,latency=1",
      weights,
    )
    .option(
      "--confidence <p>",
      "least probability that every limit really holds, 0 to 1 (default: 0)",
      fraction,
    )
    .addHelpText(
      "after",
      examples("recommend --task imagenet --device 2080ti-b1 --min-accuracy 0.75 --prefer latency"),
    )
    .action((flags, command) =>
      withService(cli, command, async ({ service }) => {
        const limits = constraintsOf(flags);
        const answer = await service.recommend({
          task: flags.task,
          device: flags.device,
          preference: preferenceOf(flags.prefer, flags.weights),
          ...limits,
          ...defined({ objectives: flags.objectives, sources: flags.sources, confidence: flags.confidence }),
        });
        if (answer.kind === "point") {
          return {
            json: {
              point: pointJson(answer.point),
              feasibility: answer.point.feasibility,
              reason: answer.reason,
            },
            text: () =>
              [
                pointTable([answer.point]),
                answer.reason,
                ...("constraints" in limits ? [certaintyOf(answer.point)] : []),
                JSON.stringify(answer.point.architecture),
              ].join("\n"),
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

const certaintyOf = ({ feasibility }: Point): string =>
  `it keeps every limit with a probability of ${(100 * feasibility).toFixed(0)} %`;

function preferenceOf(
  prefer: "knee" | "weighted" | "latency" | "energy",
  counts: Partial<Record<Metric, number>> | undefined,
): Preference {
  if (prefer === "weighted") {
    if (counts !== undefined) return { kind: "weighted", weights: counts };
    throw new InvalidInput(
      "--weights",
      "--prefer weighted needs --weights, e.g. --weights accuracy=2,latency=1",
    );
  }
  if (counts !== undefined) throw new InvalidInput("--weights", "--weights is for --prefer weighted");
  return prefer === "knee" ? { kind: "knee" } : { kind: "cheapest", metric: prefer };
}
