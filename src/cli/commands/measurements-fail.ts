import { Command } from "@commander-js/extra-typings";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { text } from "../input/parsers.js";
import { short } from "../output/format.js";
import { withService } from "../session.js";

/** The command `measurements fail`. */
export const failCommand = (cli: CliDependencies) =>
  new Command("fail")
    .description(
      "reports that a network for which an external search waits cannot be measured: the search goes on without it",
    )
    .argument("<run>", "id of the run, or a unique beginning of it")
    .argument(
      "<architecture>",
      "id of the network, or a unique beginning of it; `harmonic run show` lists them",
    )
    .requiredOption("--reason <text>", "why it cannot be measured, for people (required)", text)
    .addHelpText(
      "after",
      examples("measurements fail 7c0e12 b5bb526f5149 --reason 'does not fit into memory'"),
    )
    .action((run, architecture, { reason }, command) =>
      withService(cli, command, async ({ service }) => {
        const failed = await service.failEvaluation({ run, architecture, reason });
        return {
          json: { run: failed.run.id, architecture: failed.architecture, reason: failed.reason },
          text: () =>
            `network ${short(failed.architecture)} failed in run ${failed.run.id}: ${failed.reason}`,
        };
      }),
    );
