import { Command, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { EVALUATION_ORDERS, orderEvaluations } from "../../runs/view/order-evaluations.js";
import type { CliDependencies } from "../dependencies.js";
import { examples, format, genes, limit, skip } from "../input/options.js";
import { evaluationCsv, evaluationJson, evaluationTable } from "../output/evaluations.js";
import { genesOfSpace } from "../output/genes/gene-text.js";
import { asJson } from "../output/json.js";
import { pageText } from "../output/page.js";
import { withService } from "../session.js";

/** The command `run evaluations`. */
export const evaluationsCommand = (cli: CliDependencies) =>
  new Command("evaluations")
    .description(
      "lists everything that a run evaluated, in order, with its outcome: accuracy (0 to 1), latency [ms], energy " +
        "[mJ], duration [s]; failures, cheap scores and pending networks included",
    )
    .argument("<run>", "id of the run, or a unique beginning of it; `harmonic run list` shows them")
    .addOption(
      new Option("--status <status>", "only evaluations with this outcome (default: all)").choices([
        "done",
        "failed",
        "pending",
      ] as const),
    )
    .addOption(
      new Option("--sort <what>", "what to sort by; costs are those on the first device")
        .choices(EVALUATION_ORDERS)
        .default("number" as const),
    )
    .option("--descending", "the largest first (default: the smallest first)")
    .addOption(limit)
    .addOption(skip)
    .addOption(genes)
    .addOption(format)
    .addHelpText(
      "after",
      examples("run evaluations 7c0e12", "run evaluations 7c0e12 --format csv > evaluations.csv"),
    )
    .action((id, flags, command) =>
      withService(cli, command, async ({ service }) => {
        const found = await service.evaluations(id);
        const { devices } = found.run.settings;
        const { status, sort: order, descending } = flags;
        const all = orderEvaluations(found, { order, ...defined({ status, descending }) });
        const page = all.slice(flags.skip ?? 0).slice(0, flags.limit);
        const json = page.map((evaluation) => evaluationJson(evaluation, devices));
        const shown = await genesOfSpace(service, found.run.space, flags.genes);
        const forms = {
          table: () =>
            [
              evaluationTable(found, page, shown),
              ...pageText(page.length, all.length, flags.skip, "evaluations"),
            ].join("\n"),
          csv: () => evaluationCsv(page, devices),
          json: () => asJson(json),
        };
        return { json, text: forms[flags.format] };
      }),
    );
