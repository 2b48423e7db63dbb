import { Command, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { MEASUREMENT_ORDERS } from "../../service/measurements/list.js";
import type { CliDependencies } from "../dependencies.js";
import { examples, format, limit, skip } from "../input/options.js";
import { text } from "../input/parsers.js";
import { asJson } from "../output/json.js";
import { measurementCsv, measurementJson, measurementTable } from "../output/measurements.js";
import { pageText } from "../output/page.js";
import { withService } from "../session.js";

/** The command `measurements list`. */
export const listCommand = (cli: CliDependencies) =>
  new Command("list")
    .description(
      "lists measurements: accuracy (0 to 1), latency [ms], energy [mJ]; retracted ones included and marked",
    )
    .option("--task <id>", "accuracies of this task (default: of all)", text)
    .option("--device <id>", "latencies and energies of this device (default: of all)", text)
    .option(
      "--architecture <id>",
      "measurements of this network, by its id or a unique beginning of it",
      text,
    )
    .option("--run <run>", "measurements that this search run made or waited for", text)
    .option(
      "--import <name>",
      "measurements of this imported table; `harmonic samples list` shows them",
      text,
    )
    .option("--submission <key>", "measurements of the submission with this key", text)
    .addOption(
      new Option("--retracted <yes|no>", "only retracted ones, or only those in use (default: both)").choices(
        ["yes", "no"] as const,
      ),
    )
    .addOption(
      new Option("--sort <what>", "what to sort by; measurements without the value come last")
        .choices(MEASUREMENT_ORDERS)
        .default("stored" as const),
    )
    .option("--descending", "the largest or the latest first (default: the smallest or the earliest first)")
    .addOption(limit)
    .addOption(skip)
    .addOption(format)
    .addHelpText(
      "after",
      examples(
        "measurements list --device 2080ti-b1 --sort latency --limit 20",
        "measurements list --task imagenet --format csv > accuracies.csv",
      ),
    )
    .action((flags, command) =>
      withService(cli, command, async ({ service }) => {
        const { limit: size, skip: skipped = 0, format: form, retracted, sort: order, ...query } = flags;
        const all = await service.measurements({
          order,
          ...defined({ ...query, retracted: retracted && retracted === "yes" }),
        });
        const page = all.slice(skipped).slice(0, size);
        const json = { measurements: page.map(measurementJson), total: all.length };
        const forms = {
          table: () =>
            [
              measurementTable(page, { showsArchitecture: true }),
              ...pageText(page.length, all.length, skipped, "measurements"),
            ].join("\n"),
          csv: () => measurementCsv(page),
          json: () => asJson(json),
        };
        return { json, text: forms[form] };
      }),
    );
