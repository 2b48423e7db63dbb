import { writeFile } from "node:fs/promises";
import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { Conflict, InvalidInput } from "../../base/errors.js";
import { type ScoreId, scoreNameOf } from "../../base/metric.js";
import type { FusionReport, ScoreReport } from "../../runs/network-trainer.js";
import { ownComposition } from "../../space/network/backbone.js";
import type { CliDependencies } from "../dependencies.js";
import { readArchitectureArgument, requireWritable } from "../input/files.js";
import { examples, seed, task } from "../input/options.js";
import { integer, text, weight } from "../input/parsers.js";
import { count, number, seconds } from "../output/format.js";
import { facts } from "../output/table.js";
import { type Answer, note, type Session, withService } from "../session.js";
import { placesOf } from "../settings.js";
import { INTERRUPTED } from "../terminal.js";
import type { NetworkReport, SupernetReport } from "../training-tools.js";
import { stageBars } from "./train-progress.js";

export function trainCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("train")
    .description("trains the networks of a task on this machine; `harmonic doctor` shows the tensor backend")
    .addCommand(supernetCommand(cli))
    .addCommand(fusionCommand(cli))
    .addCommand(scoreCommand(cli));
}

function supernetCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("supernet")
    .description(
      "trains the once-for-all backbones of one modality and scores them on validation data; " +
        "Ctrl-C stops the training, and the same command continues it",
    )
    .addOption(task)
    .requiredOption("--modality <name>", "image, audio or text", text)
    .option("--epochs <n>", "epochs (default: the task's recipe)", integer(1, 10_000))
    .addOption(
      new Option(
        "--scores <which>",
        "sub-networks to score after training: all (takes minutes; needed by `search --strategy nsga2`; of more than " +
          "10,000 a sample, from which the scores of the others are predicted) or the largest",
      )
        .choices(["all", "largest"] as const)
        .default("all" as const),
    )
    .option("--sample <n>", "size of that sample (default: 200)", integer(2, 10_000))
    .option(
      "--replace",
      "overwrites a supernet or a checkpoint with other epochs, data, backend or threads; without it that is an error",
    )
    .addOption(seed)
    .addHelpText("after", examples("train supernet --task av-mnist-hard --modality image"))
    .action((flags, command) =>
      withService(cli, command, (session) =>
        stoppable(cli, session, async (tools, onStage, signal) => {
          const { space, score } = await session.service.task(flags.task);
          const { task, modality, epochs, scores: scored, sample, replace = false, seed = 1 } = flags;
          const report = await tools.trainSupernet(
            {
              task,
              space,
              modality,
              seed,
              scored,
              replace,
              ...ownComposition((await session.service.compiledSpace(space)).spec),
              ...defined({ epochs, score, sample }),
            },
            placesOf(session.settings),
            onStage,
            signal,
          );
          await declareScore(session, { id: task, space, declared: score, trained: report.score });
          return {
            json: { task, modality, seed, ...report },
            text: () => supernetText(report),
          };
        }),
      ),
    );
}

function fusionCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("fusion")
    .description(
      "trains the fusion network of an architecture on frozen backbones; " +
        "if fusion.cells and fusion.nodes are its only fusion genes, the rest is searched first",
    )
    .addOption(task)
    .requiredOption(
      "--architecture <json>",
      "network: a JSON map gene -> choice, @FILE with it, or its id or a unique beginning of it",
      text,
    )
    .option("--device <id>", "device whose operator costs the search weighs", text, "jetson-tx2")
    .option("--latency-weight <x>", "weight of the expected latency against the loss", weight, 0)
    .option("--energy-weight <x>", "weight of the expected energy against the loss", weight, 0)
    .option("--search-epochs <n>", "epochs of the search", integer(1, 10_000))
    .option("--epochs <n>", "epochs of the final training", integer(1, 10_000))
    .option("--svg <file>", "writes a picture of the fusion network", text)
    .addOption(seed)
    .addHelpText(
      "after",
      examples("train fusion --task av-mnist-hard --architecture @network.json --svg fusion.svg"),
    )
    .action((flags, command) =>
      withService(cli, command, (session) =>
        stoppable(cli, session, async (tools, onStage, signal) => {
          const { service, settings } = session;
          const { task, device, seed = 1, searchEpochs, epochs } = flags;
          if (flags.svg !== undefined) await requireWritable(flags.svg, "--svg");
          const genes = await readArchitectureArgument(flags.architecture, "--architecture");
          const plan = await service.planFusion({ task, device, architecture: genes });
          if (
            flags.energyWeight > 0 &&
            Object.values(plan.operatorCosts).some(({ energy }) => energy === undefined)
          )
            throw new InvalidInput(
              "--energy-weight",
              `the operator profile of ${device} has no energy [mJ]: leave --energy-weight out, or import the energies`,
            );
          const report = await tools.trainFusion(
            {
              task,
              space: plan.space,
              ...defined({ score: plan.score, composition: plan.composition }),
              genes: plan.architecture,
              costs: plan.operatorCosts,
              costWeights: { latency: flags.latencyWeight, energy: flags.energyWeight },
              ...defined({ searchEpochs, trainEpochs: epochs }),
              seed,
              keepsNetwork: true,
            },
            placesOf(settings),
            onStage,
            signal,
          );
          const { latency, energy } = await service.cost({ task, device, architecture: report.genes });
          const { svg, ...rest } = report;
          if (flags.svg !== undefined) await writeFile(flags.svg, svg);
          return {
            json: { task, device, seed, ...rest, latency, energy: energy ?? null },
            text: () => fusionText(report, device, latency, energy),
          };
        }),
      ),
    );
}

function scoreCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("score")
    .description(
      "scores a stored network again on validation data and shows the stored score beside it; " +
        "the two are equal on the same tensor backend",
    )
    .argument("<network>", "name of its file in the folder of supernets, as in its measurement, or a path")
    .addHelpText("after", examples("train score av-mnist-hard.0123456789abcdef.network"))
    .action((network, _flags, command) =>
      withService(cli, command, (session) =>
        stoppable(cli, session, async (tools) => {
          const report = await tools.scoreNetwork({ network }, placesOf(session.settings));
          return { json: report, text: () => networkText(report) };
        }),
      ),
    );
}

type Tools = Awaited<ReturnType<CliDependencies["openTraining"]>>;

/** Runs `work` so that Ctrl-C stops it at the end of the epoch, with exit code 130. */
async function stoppable(
  cli: CliDependencies,
  { terminal }: Session,
  work: (
    tools: Tools,
    onStage: ReturnType<typeof stageBars>["onStage"],
    signal: AbortSignal,
  ) => Promise<Answer>,
): Promise<Answer> {
  const abort = new AbortController();
  const stopListening = terminal.onInterrupt(() => abort.abort());
  const bars = stageBars(terminal);
  try {
    return await work(await cli.openTraining((line) => note(terminal, line)), bars.onStage, abort.signal);
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    note(terminal, "stopped; the same command continues from the last complete epoch");
    return { json: { stopped: true }, text: () => "stopped", exitCode: INTERRUPTED };
  } finally {
    bars.stop();
    stopListening();
  }
}

/** Declares the score that a task was trained for, where it declares none and it is not the accuracy. */
async function declareScore(
  { service, terminal }: Session,
  task: {
    readonly id: string;
    readonly space: string;
    readonly declared: ScoreId | undefined;
    readonly trained: ScoreId;
  },
): Promise<void> {
  const { id, space, declared, trained } = task;
  if (declared !== undefined || trained === "accuracy") return;
  try {
    await service.registerTask({ id, space, score: trained });
    note(
      terminal,
      `the accuracy of task "${id}" is the ${scoreNameOf(trained)} from now on: its examples have sets of labels`,
    );
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    note(terminal, error.text);
  }
}

const scoreText = ({ accuracy, crossEntropy }: ScoreReport): string =>
  `${number(accuracy)} (cross-entropy ${number(crossEntropy)})`;

const supernetText = ({
  file,
  epochs,
  seconds: duration,
  networks,
  subNetworks,
  score,
  largest,
  smallest,
  best,
}: SupernetReport): string =>
  facts([
    ["scores", `${scoreNameOf(score)}, a fraction`],
    ["file", file],
    ["epochs", `${count(epochs)}, ${seconds(duration)}`],
    ["sub-networks scored on validation data", scoredText(networks, subNetworks)],
    ["largest", scoreText(largest)],
    ...(smallest === undefined ? [] : ([["smallest", scoreText(smallest)]] as [string, string][])),
    ["best", scoreText(best)],
  ]);

const scoredText = (scored: number, all: number): string =>
  scored === all || scored === 1
    ? count(scored)
    : `${count(scored)}, a sample of ${count(all)}: a search predicts the scores of the others from theirs`;

const networkText = ({ file, task, genes, recorded, scored, trainedWith, backend }: NetworkReport): string =>
  [
    facts([
      ["file", file],
      ["task", task],
      ["stored validation accuracy", `${scoreText(recorded)}, with ${trainedWith}`],
      ["validation accuracy now", `${scoreText(scored)}, with ${backend}`],
    ]),
    JSON.stringify(genes),
  ].join("\n");

function fusionText(
  report: FusionReport,
  device: string,
  latency: number,
  energy: number | undefined,
): string {
  const { validation, alone, logitSum, genes, searchEpochs, trainEpochs, network } = report;
  return [
    facts([
      [`validation ${scoreNameOf(report.score)}`, scoreText(validation)],
      ...Object.entries(alone).map(([name, score]): [string, string] => [`${name} alone`, scoreText(score)]),
      ["logits added", scoreText(logitSum)],
      [`cost on ${device}`, `${number(latency)} ms${energy === undefined ? "" : `, ${number(energy)} mJ`}`],
      ["epochs", `${searchEpochs} of search, ${trainEpochs} of training, ${seconds(report.seconds)}`],
      ...(network === undefined ? [] : ([["network", network]] as [string, string][])),
    ]),
    JSON.stringify(genes),
  ].join("\n");
}
