import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { advised } from "../../base/remedy.js";
import type { CliDependencies } from "../dependencies.js";
import { readArchitectureArgument } from "../input/files.js";
import { examples, genes, task } from "../input/options.js";
import { text } from "../input/parsers.js";
import { genesOfTask } from "../output/genes/gene-text.js";
import { pointJson, pointTable } from "../output/points.js";
import { withService } from "../session.js";

export function predictCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("predict")
    .description(
      "estimates accuracy, latency [ms] and energy [mJ] of networks by predictors, with 90 % intervals",
    )
    .addOption(task)
    .option("--device <id>", "id of the device (default: none, only the accuracy is predicted)", text)
    .requiredOption(
      "--architecture <json>",
      "network: a JSON map gene -> choice, an id or a unique beginning of it, a JSON list of these, or @FILE with " +
        "JSON (required)",
      text,
    )
    .addOption(genes)
    .addHelpText(
      "after",
      examples("predict --task imagenet --device 2080ti-b1 --architecture @networks.json"),
    )
    .action(({ task, device, architecture, genes: form }, command) =>
      withService(cli, command, async ({ service }) => {
        const parsed = await readArchitectureArgument(architecture, "--architecture");
        const { predictions, notes: advice } = await service.predict({
          task,
          ...defined({ device }),
          architectures: Array.isArray(parsed) ? parsed : [parsed],
        });
        const notes = advice.map((each) => advised(each, "cli"));
        const shown = await genesOfTask(service, task, form);
        return {
          json: { predictions: predictions.map(pointJson), notes },
          text: () => [pointTable(predictions, shown), ...notes].join("\n"),
        };
      }),
    );
}
