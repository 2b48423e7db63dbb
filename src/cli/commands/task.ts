import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { SCORE_IDS, scoreNameOf } from "../../base/metric.js";
import type { CliDependencies } from "../dependencies.js";
import { examples, space } from "../input/options.js";
import { text } from "../input/parsers.js";
import { findingJson, findingLines } from "../output/findings.js";
import { left, table, wrapped } from "../output/table.js";
import { withService } from "../session.js";
import { deleteCommand } from "./delete.js";

export function taskCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("task")
    .description("tasks: the problems on which networks have an accuracy")
    .addCommand(list(cli))
    .addCommand(show(cli))
    .addCommand(add(cli))
    .addCommand(deleteCommand(cli, "task", "id of the task; `harmonic task list` shows them"));
}

const list = (cli: CliDependencies) =>
  new Command("list")
    .description("lists all tasks with their search spaces")
    .addHelpText("after", examples("task list"))
    .action((_, command) =>
      withService(cli, command, async ({ service }) => {
        const tasks = await service.tasks();
        return {
          json: { tasks },
          text: () =>
            table(
              [left("task"), left("search space"), left("description")],
              tasks.map((task) => [task.id, task.space, wrapped(task.description || task.name)]),
            ),
        };
      }),
    );

const show = (cli: CliDependencies) =>
  new Command("show")
    .description(
      "shows a task and whether measurements have drifted from its predictors in use, such as of accuracy",
    )
    .argument("<id>", "id of the task; `harmonic task list` shows them")
    .addHelpText("after", examples("task show imagenet"))
    .action((id, _, command) =>
      withService(cli, command, async ({ service }) => {
        const task = await service.task(id);
        const { findings, notes } = await service.taskFindings(id);
        return {
          json: { ...task, scoreName: scoreNameOf(task.score), findings: findings.map(findingJson), notes },
          text: () =>
            [
              `${task.id}: ${task.name}, search space ${task.space}${task.description && `; ${task.description}`}`,
              ...(task.score === undefined ? [] : [`accuracy is the ${scoreNameOf(task.score)}, a fraction`]),
              findings.length === 0 ? "Findings: none" : "Findings:",
              ...findings.flatMap(findingLines),
              ...notes.map((note) => `- not judged: ${note}`),
            ].join("\n"),
        };
      }),
    );

const add = (cli: CliDependencies) =>
  new Command("add")
    .description("creates a task, or completes a known one; the same command again changes nothing")
    .argument("<id>", "id of the task: letters, digits, dots, dashes and underscores")
    .addOption(space)
    .option("--name <text>", "name for people (default: the id, or the name as before)", text)
    .option(
      "--description <text>",
      "data, and how networks are trained on them (default: empty, or as before)",
      text,
    )
    .addOption(
      new Option(
        "--score <name>",
        "what accuracy is on the task, a fraction; the F1 scores weigh wrong labels too, samples-f1 needs sets of " +
          "labels (default: accuracy, or as before; where examples have sets of labels, training takes weighted-f1)",
      ).choices(SCORE_IDS),
    )
    .addHelpText(
      "after",
      examples("task add flowers --space ofa-mobilenet-v3 --description 'top-1, 102 flowers'"),
    )
    .action((id, { space, name, description, score }, command) =>
      withService(cli, command, async ({ service }) => {
        const { task, created } = await service.registerTask({
          id,
          space,
          ...defined({ name, description, score }),
        });
        return {
          json: { ...task, created },
          text: () =>
            created
              ? `added task ${task.id} of search space ${task.space}`
              : `task ${task.id} was known already`,
        };
      }),
    );
