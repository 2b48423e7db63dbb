import { Command } from "@commander-js/extra-typings";
import type { Deletion } from "../../service/deletion/delete.js";
import type { DeletedKind } from "../../service/deletion/dependents.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { count } from "../output/format.js";
import { left, right, table } from "../output/table.js";
import { withService } from "../session.js";

const PARENTS: Readonly<Record<DeletedKind, string>> = {
  task: "task",
  device: "device",
  run: "run",
  import: "samples",
};

/** The commands `task delete`, `device delete`, `run delete` and `samples delete`. */
export const deleteCommand = (cli: CliDependencies, kind: DeletedKind, named: string) =>
  new Command("delete")
    .description(
      `deletes ${kind === "import" ? "an imported table" : `a ${kind}`}; without --yes it only lists what depends on ` +
        "it; measurements are retracted, as they stay in the change log; all of it is deleted or nothing",
    )
    .argument("<id>", named)
    .option("--yes", "confirms that it is deleted (default: only what depends on it is listed)")
    .option(
      "--with-dependents",
      "deletes what depends on it, too (default: it is kept if something depends on it)",
    )
    .addHelpText(
      "after",
      examples(`${PARENTS[kind]} delete ID`, `${PARENTS[kind]} delete ID --yes --with-dependents`),
    )
    .action((id, { yes = false, withDependents = false }, command) =>
      withService(cli, command, async ({ service }) => {
        const input = { kind, id, withDependents };
        const deletion = await (yes ? service.deleteRecord(input) : service.planDeletion(input));
        return { json: deletion, text: () => deletionText(deletion, PARENTS[kind]) };
      }),
    );

function deletionText({ kind, id, deleted, dependents }: Deletion, parent: string): string {
  const what = `${kind} ${id}`;
  const listed =
    dependents.length === 0
      ? []
      : [
          table(
            [left("depends on it"), right("number"), left("such as")],
            dependents.map((one) => [one.kind, count(one.count), one.examples.join(", ")]),
          ),
        ];
  if (deleted)
    return [`deleted ${what}${listed.length === 0 ? "" : ", and what depended on it"}`, ...listed].join("\n");
  const flags = dependents.length === 0 ? "--yes" : "--yes --with-dependents";
  return [
    `${what}: ${dependents.length === 0 ? "nothing depends on it" : "others depend on it"}`,
    ...listed,
    `nothing was deleted; "harmonic ${parent} delete ${id} ${flags}" deletes it` +
      (listed.length === 0 ? "" : " and all of them"),
  ].join("\n");
}
