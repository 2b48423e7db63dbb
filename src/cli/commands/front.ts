import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { Front } from "../../service/front/front.js";
import type { CliDependencies } from "../dependencies.js";
import { maxEnergy, maxLatency } from "../input/limits/cost-limits.js";
import { geneLimits } from "../input/limits/gene-limits.js";
import { rowsOrLimit } from "../input/limits/own-limits.js";
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
  task,
} from "../input/options.js";
import { text } from "../input/parsers.js";
import { axesOption, plotOption, plotRequest, scaleOption, widthOption } from "../input/plot-options.js";
import { count } from "../output/format.js";
import type { GeneText } from "../output/genes/gene-code.js";
import { genesOfTask } from "../output/genes/gene-text.js";
import { asJson } from "../output/json.js";
import { frontPlot } from "../output/plots/front-plot.js";
import { writePlot } from "../output/plots/write-plot.js";
import { frontJson, nearestText, pointCsv, pointTable, volumeText } from "../output/points.js";
import { note, withService } from "../session.js";
import { checkVerifyFlags, verifyFront } from "./front-verify.js";

export function frontCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("front")
    .description("shows the Pareto front of a task on a device: the networks that no other network dominates")
    .addOption(task)
    .addOption(devices)
    .addOption(maxLatency)
    .addOption(maxEnergy)
    .addOption(minAccuracy)
    .addOption(maxParams)
    .addOption(maxMacs)
    .addOption(geneLimits)
    .addOption(objectives)
    .addOption(allowedSources)
    .option(
      "--limit <n|limit>",
      "a number: largest number of networks of the front in the table (default: all); CSV and JSON have all. " +
        "'NAME<=VALUE' or, where larger values are better, 'NAME>=VALUE': limit on a metric of your own in its unit, " +
        "with quotes; with several devices, DEVICE.NAME is that of one; may be repeated (default: no limit)",
      rowsOrLimit,
    )
    .option(
      "--verify",
      "have the front's points measured on the device, wait for the measurements, and report predicted against " +
        "measured; Ctrl-C ends the waiting, and the same command goes on; with --limit N only the first N points",
    )
    .addOption(
      plotOption("the front over all known networks or, with --verify, of predicted against measured values"),
    )
    .addOption(axesOption)
    .addOption(widthOption)
    .addOption(scaleOption)
    .option("--give-up <reason>", "with --verify: wait no longer for the points that are not measured", text)
    .addOption(genes)
    .addOption(
      new Option("--format <format>", "form of the output")
        .choices(["table", "csv", "json"] as const)
        .default("table" as const),
    )
    .addHelpText(
      "after",
      examples(
        "front --task imagenet --device 2080ti-b1 --max-latency 20",
        "front --task imagenet --device 2080ti-b1,v100-b64 --max-latency 2080ti-b1=20,v100-b64=40",
        "front --task imagenet --device v100-b64 --max-latency 25 --min-accuracy 0.76 --plot front.png --scale 3",
        "front --task av-mnist-hard --device my-board --max-latency 5 --verify --plot parity.svg",
        "front --task my-task --device my-board --objectives accuracy,ram --limit 'ram<=512'",
        "front --task imagenet --device v100-b64 --gene resolution=224 --gene depth_5=2,3",
        "front --task cifar100 --device raspberry-pi-5-litert --objectives accuracy,energy --format csv",
      ),
    )
    .action((flags, command) =>
      withService(cli, command, async (session) => {
        const { service } = session;
        checkVerifyFlags(flags);
        const plot = await plotRequest(flags);
        const question = {
          task: flags.task,
          ...(await constraintsOf(service, { ...flags, limit: flags.limit?.limits }, flags.device, {
            task: flags.task,
          })),
          ...defined({ objectives: flags.objectives, sources: flags.sources }),
        };
        if (flags.verify === true) {
          const device = onlyOf(flags.device);
          const genes = await genesOfTask(service, flags.task, flags.genes);
          const first = defined({ first: flags.limit?.rows });
          return verifyFront(
            session,
            { ...question, device, ...first },
            { plot, giveUp: flags.giveUp },
            {
              genes,
              format: flags.format,
            },
          );
        }
        const front = await service.paretoFront({ ...question, devices: flags.device });
        const shown = await genesOfTask(service, flags.task, flags.genes);
        if (plot !== undefined) {
          const figure = await frontPlot(service, { ...question, devices: flags.device }, front, plot.axes);
          await writePlot(figure, plot);
          note(session.terminal, `the figure is in ${plot.file}`);
        }
        const forms = {
          table: () => frontText(front, shown, flags.limit?.rows),
          csv: () => pointCsv(front.points),
          json: () => asJson(frontJson(front)),
        };
        return {
          json: frontJson(front),
          text: forms[flags.format],
        };
      }),
    );
}

/** The only device of a front that is to be verified. Throws `InvalidInput` on `--device` where there are several. */
function onlyOf(devices: readonly string[]): string {
  if (devices.length === 1) return devices[0];
  throw new InvalidInput(
    "--device",
    "--verify is for one device: verify the front of each of them by itself",
  );
}

function frontText(front: Front, genes: GeneText, limit = Number.POSITIVE_INFINITY): string {
  const points = front.points.slice(0, limit);
  const hidden = front.points.length - points.length;
  const body =
    front.points.length > 0
      ? [
          pointTable(points, genes),
          ...(hidden === 0 ? [] : [`${count(hidden)} more networks of the front are not shown; see --limit`]),
          volumeText(front.objectives, front.referencePoint, front),
        ]
      : ["The front is empty.", nearestText(front.nearest, genes)];
  return [...body, ...front.notes].filter((line) => line !== "").join("\n");
}
