import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { CliDependencies } from "../dependencies.js";
import { benchAdaptCommand } from "./bench-adapt.js";
import { benchApiCommand } from "./bench-api.js";
import { benchArchiveCommand } from "./bench-archive.js";
import { benchPredictorCommand } from "./bench-predictor.js";
import { benchSearchCommand } from "./bench-search.js";

export function benchCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("bench")
    .description(
      "benchmarks searches and predictors on a table that has all true values, and the server under load and on a " +
        "large archive; the settings' archive is not opened",
    )
    .addCommand(benchSearchCommand(cli))
    .addCommand(benchPredictorCommand(cli))
    .addCommand(benchAdaptCommand(cli))
    .addCommand(benchApiCommand(cli))
    .addCommand(benchArchiveCommand(cli));
}
