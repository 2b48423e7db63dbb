import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { type BuiltInMetric, METRICS } from "../../base/metric.js";
import type { Point } from "../../projections/point.js";
import type { Preference, Recommendation } from "../../service/front/recommend.js";
import type { CliDependencies } from "../dependencies.js";
import {
  allowedSources,
  constraintsOf,
  device,
  examples,
  genes,
  maxEnergy,
  maxLatency,
  maxMacs,
  maxParams,
  minAccuracy,
  objectives,
  ownLimits,
  task,
} from "../input/options.js";
import { fraction, weights } from "../input/parsers.js";
import type { GeneText } from "../output/genes/gene-code.js";
import { genesOfTask } from "../output/genes/gene-text.js";
import { nearestJson, nearestText, pointJson, pointTable } from "../output/points.js";
import { type Answer, type Session, withService } from "../session.js";

export function recommendCommand(cli: CliDependencies): CommandUnknownOpts {
  return options()
    .addHelpText(
      "after",
      examples("recommend --task imagenet --device 2080ti-b1 --min-accuracy 0.75 --prefer latency"),
    )
    .action((flags, command) => withService(cli, command, (session) => recommend(session, flags)));
}

function options() {
  return new Command("recommend")
    .description(
      "recommends one network of the Pareto front: the knee, the best by weights, " +
        "the cheapest or the most accurate within the limits",
    )
    .addOption(task)
    .addOption(device)
    .addOption(maxLatency)
    .addOption(maxEnergy)
    .addOption(minAccuracy)
    .addOption(maxParams)
    .addOption(maxMacs)
    .addOption(ownLimits)
    .addOption(objectives)
    .addOption(allowedSources)
    .addOption(genes)
    .addOption(
      new Option(
        "--prefer <what>",
        "how to choose: the knee, the best by --weights (weighted), the highest accuracy, " +
          "or the lowest latency or energy",
      )
        .choices(["knee", "weighted", ...METRICS] as const)
        .default("knee" as const),
    )
    .option(
      "--weights <list>",
      "weights of the objectives for --prefer weighted, at least 0 each, e.g. accuracy=2,latency=1 " +
        "(default of each: 0)",
      weights,
    )
    .option(
      "--confidence <p>",
      "lowest probability that every limit really holds, 0 to 1 " +
        "(default: 0, only the estimates have to keep the limits)",
      fraction,
    );
}

type Flags = ReturnType<ReturnType<typeof options>["opts"]>;

async function recommend({ service }: Session, flags: Flags): Promise<Answer> {
  const limits = constraintsOf(flags);
  const answer = await service.recommend({
    task: flags.task,
    device: flags.device,
    preference: preferenceOf(flags.prefer, flags.weights),
    ...limits,
    ...defined({ objectives: flags.objectives, sources: flags.sources, confidence: flags.confidence }),
  });
  const shown = await genesOfTask(service, flags.task, flags.genes);
  return answer.kind === "point"
    ? pointAnswer(answer, shown, "constraints" in limits)
    : infeasibleAnswer(answer, shown);
}

type Of<Kind extends Recommendation["kind"]> = Extract<Recommendation, { kind: Kind }>;

const pointAnswer = ({ point, reason, notes }: Of<"point">, genes: GeneText, isLimited: boolean): Answer => ({
  json: { point: pointJson(point), feasibility: point.feasibility, reason, notes },
  text: () =>
    [
      pointTable([point], genes),
      reason,
      ...(isLimited ? [certaintyOf(point)] : []),
      JSON.stringify(point.architecture),
      ...notes,
    ].join("\n"),
});

const infeasibleAnswer = ({ nearest, notes }: Of<"infeasible">, genes: GeneText): Answer => ({
  json: { point: null, nearest: nearestJson(nearest), notes },
  text: () =>
    ["No network meets the limits.", nearestText(nearest, genes), ...notes]
      .filter((line) => line !== "")
      .join("\n"),
});

const certaintyOf = ({ feasibility }: Point): string =>
  `it keeps every limit with a probability of ${(100 * feasibility).toFixed(0)} %`;

function preferenceOf(
  prefer: "knee" | "weighted" | BuiltInMetric,
  given: Readonly<Record<string, number>> | undefined,
): Preference {
  if (prefer === "weighted") {
    if (given !== undefined) return { kind: "weighted", weights: given };
    throw new InvalidInput(
      "--weights",
      "--prefer weighted needs --weights, e.g. --weights accuracy=2,latency=1",
    );
  }
  if (given !== undefined) throw new InvalidInput("--weights", "--weights is for --prefer weighted");
  if (prefer === "knee" || prefer === "accuracy") return { kind: prefer };
  return { kind: "cheapest", metric: prefer };
}
