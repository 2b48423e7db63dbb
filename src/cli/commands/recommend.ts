import { Command, type CommandUnknownOpts, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { isCost, METRICS } from "../../base/metric.js";
import type { Point } from "../../projections/point.js";
import { type ObjectiveName, objectiveNamed } from "../../search/objective-names.js";
import type { Preference } from "../../service/front/choose.js";
import type { Recommendation } from "../../service/front/recommend.js";
import type { CliDependencies } from "../dependencies.js";
import { maxEnergy, maxLatency } from "../input/limits/cost-limits.js";
import { geneLimits } from "../input/limits/gene-limits.js";
import {
  allowedSources,
  constraintsOf,
  devices,
  examples,
  genes,
  maxMacs,
  maxParams,
  minAccuracy,
  objectives,
  ownLimits,
  task,
} from "../input/options.js";
import { fraction, objectiveNameOf, weights } from "../input/parsers.js";
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
    .addOption(devices)
    .addOption(maxLatency)
    .addOption(maxEnergy)
    .addOption(minAccuracy)
    .addOption(maxParams)
    .addOption(maxMacs)
    .addOption(geneLimits)
    .addOption(ownLimits)
    .addOption(objectives)
    .addOption(allowedSources)
    .addOption(genes)
    .addOption(
      new Option(
        "--prefer <what>",
        "how to choose: the knee, the best by --weights (weighted), the highest accuracy, or the lowest latency or " +
          "energy; with several devices the lowest geometric mean over them, or DEVICE.latency on one",
      )
        .argParser(preference)
        .default("knee" as const),
    )
    .option(
      "--weights <list>",
      "weights of the objectives for --prefer weighted, at least 0 each, e.g. accuracy=2,latency=1; with several " +
        "devices, DEVICE.latency=1 is the weight on one (default of each: 0)",
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
  const limits = await constraintsOf(service, flags, flags.device, { task: flags.task });
  const answer = await service.recommend({
    task: flags.task,
    devices: flags.device,
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
  prefer: "knee" | "weighted" | ObjectiveName,
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
  const { metric, device } = objectiveNamed(prefer);
  if (isCost(metric)) return { kind: "cheapest", metric, ...defined({ device }) };
  throw new InvalidInput("--prefer", `--prefer ${metric} takes no device`);
}

/** A way to choose: `knee`, `weighted`, a built-in metric, or `DEVICE.METRIC`. */
function preference(value: string): "knee" | "weighted" | ObjectiveName {
  if (value === "knee" || value === "weighted") return value;
  const name = objectiveNameOf(value) as ObjectiveName;
  if (METRICS.some((metric) => metric === objectiveNamed(name).metric)) return name;
  throw new InvalidArgumentError(`Allowed choices are ${["knee", "weighted", ...METRICS].join(", ")}.`);
}
