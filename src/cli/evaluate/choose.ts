import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import { type Evaluate, programEvaluator } from "../../worker/program.js";
import type { CliDependencies } from "../dependencies.js";
import { readBenchTable } from "../input/bench-table.js";
import { note } from "../session.js";
import { placesOf, type Settings } from "../settings.js";
import { modelFiles } from "./model-file.js";
import { tableEvaluator } from "./table.js";
import { trainingEvaluator } from "./training.js";

/** How a worker is to evaluate, as its options say. */
export interface EvaluateOptions {
  readonly command?: string | undefined;
  /** [s] */
  readonly commandLimit: number;
  readonly samples?: string | undefined;
  readonly space?: string | undefined;
  readonly distinct?: string | undefined;
  readonly seed?: number | undefined;
}

/**
 * How a worker evaluates: by a program of the user, by a table, or, where neither is given, by training. Throws
 * `InvalidInput` on the option that does not go with the others.
 */
export async function chooseEvaluate(
  cli: CliDependencies,
  options: EvaluateOptions,
  settings: Settings,
): Promise<Evaluate> {
  const { command, commandLimit, samples, space, distinct, seed = 1 } = options;
  const open = () => cli.openTraining((line) => note(cli, line));
  const places = placesOf(settings);
  if (samples === undefined) {
    const [stray] = Object.entries({ space, distinct }).flatMap(([name, given]) => (given ? [name] : []));
    if (stray !== undefined)
      throw new InvalidInput(`--${stray}`, `--${stray} belongs to --samples, which is not given`);
    return command === undefined
      ? trainingEvaluator(open, places, seed)
      : programEvaluator(command, 1000 * commandLimit, modelFiles(open, places));
  }
  if (command !== undefined)
    throw new InvalidInput(
      "--samples",
      "--command and --samples are two ways to evaluate: give one of them, or neither to train",
    );
  if (space === undefined)
    throw new InvalidInput("--space", "--space must name the search space of --samples: an id, or FILE.json");
  const read = await readBenchTable(cli, { samples: [samples], space, ...defined({ distinct }) });
  return tableEvaluator(read.table, read.space);
}
