import { Command, Option } from "@commander-js/extra-typings";
import type { Point } from "../../projections/point.js";
import type { CliDependencies } from "../dependencies.js";
import { device, examples, genes, task } from "../input/options.js";
import { integer } from "../input/parsers.js";
import { csvText, geneColumns, geneNamesOf } from "../output/csv.js";
import { genesOfTask } from "../output/genes/gene-text.js";
import { asJson } from "../output/json.js";
import { pointJson, pointTable } from "../output/points.js";
import { withService } from "../session.js";

/** The command `measurements suggest`. */
export const suggestCommand = (cli: CliDependencies) =>
  new Command("suggest")
    .description(
      "suggests networks to measure next: near the front, and with the least certain predictions; where nothing " +
        "predicts a metric yet, networks that tell most about the others",
    )
    .addOption(task)
    .addOption(device)
    .option("--count <n>", "number of networks", integer(1, 1000), 10)
    .addOption(
      new Option(
        "--format <format>",
        "form of the output; csv is a file to fill in, which `harmonic measurements submit` takes back",
      )
        .choices(["table", "csv", "json"] as const)
        .default("table" as const),
    )
    .addOption(genes)
    .addHelpText(
      "after",
      examples(
        "measurements suggest --task imagenet --device 2080ti-b1 --count 5",
        "measurements suggest --task imagenet --device 2080ti-b1 --format csv > measure.csv",
      ),
    )
    .action(({ task, device, count, format, genes: geneForm }, command) =>
      withService(cli, command, async ({ service }) => {
        const { points, notes } = await service.suggestMeasurements({ task, device, count });
        const json = { points: points.map(pointJson), notes };
        const shown = await genesOfTask(service, task, geneForm);
        const forms = {
          table: () => [pointTable(points, shown), ...notes].join("\n"),
          csv: () => formToFillIn(points, task, device),
          json: () => asJson(json),
        };
        return { json, text: forms[format] };
      }),
    );

/** The networks with their ids and genes (see `geneColumns`), and an empty column per metric. */
function formToFillIn(points: readonly Point[], task: string, device: string): string {
  const genes = geneNamesOf(points);
  const metrics = [`${task}.accuracy`, `${device}.latency_ms`, `${device}.energy_mj`];
  return csvText(
    ["architecture", ...geneColumns(genes, ["architecture", ...metrics]), ...metrics],
    points.map(({ id, architecture }) => [
      id,
      ...genes.map((gene) => architecture[gene]),
      ...metrics.map(() => undefined),
    ]),
  );
}
