import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { CliDependencies } from "../dependencies.js";
import { benchPredictorCommand } from "./bench-predictor.js";
import { benchSearchCommand } from "./bench-search.js";

export function benchCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("bench")
    .description("how well searches and predictors do on a table whose truth is known; no archive is opened")
    .addCommand(benchSearchCommand(cli))
    .addCommand(benchPredictorCommand(cli));
}
