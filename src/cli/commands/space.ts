import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { SpaceReport } from "../../service/catalog/spaces.js";
import type { SearchSpace } from "../../space/types.js";
import type { CliDependencies } from "../dependencies.js";
import { readJsonFile } from "../input/files.js";
import { examples } from "../input/options.js";
import { count } from "../output/format.js";
import { facts, left, right, table } from "../output/table.js";
import { withService } from "../session.js";

export function spaceCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("space")
    .description("search spaces: the choices (genes) in which networks may differ")
    .addCommand(list(cli))
    .addCommand(show(cli))
    .addCommand(add(cli));
}

const list = (cli: CliDependencies) =>
  new Command("list")
    .description("lists all search spaces, built in or added")
    .addHelpText("after", examples("space list"))
    .action((_, command) =>
      withService(cli, command, async ({ service }) => {
        const spaces = (await service.searchSpaces()).map(({ id, genes, structure }) => ({
          id,
          genes: genes.length,
          structure: structure?.kind ?? null,
        }));
        return {
          json: { spaces },
          text: () =>
            table(
              [left("space"), right("genes"), left("structure")],
              spaces.map((space) => [space.id, String(space.genes), space.structure ?? "-"]),
            ),
        };
      }),
    );

const show = (cli: CliDependencies) =>
  new Command("show")
    .description("shows the genes of a search space, and its number of distinct networks")
    .argument("<id>", "id of the search space")
    .addHelpText("after", examples("space show nas-bench-201", "space show av-mnist --json"))
    .action((id, _, command) =>
      withService(cli, command, async ({ service }) => {
        const { space, ...facts } = await service.searchSpace(id);
        return { json: { ...space, ...facts }, text: () => spaceText(space, facts) };
      }),
    );

type SpaceFacts = Omit<SpaceReport, "space">;

function spaceText(space: SearchSpace, { cardinality, partialCardinality, size }: SpaceFacts): string {
  const rows = space.genes.map((gene) => [
    gene.name,
    gene.choices.join(" "),
    gene.ordered ? "yes" : "no",
    gene.activeWhen.map(conditionText).join(" and ") || "always",
  ]);
  return [
    facts([
      ["search space", space.id],
      ["distinct networks", count(cardinality)],
      ["without fusion genes (tier 2)", count(partialCardinality)],
      ...(size === undefined
        ? []
        : ([
            ["MACs", `${count(size.smallest.macs)} to ${count(size.largest.macs)}`],
            ["parameters", `${count(size.smallest.params)} to ${count(size.largest.params)}`],
          ] as const)),
    ]),
    table([left("gene"), left("choices"), left("ordered"), left("active")], rows),
  ].join("\n");
}

function conditionText(condition: SearchSpace["genes"][number]["activeWhen"][number]): string {
  if ("equals" in condition) return `${condition.gene} = ${condition.equals}`;
  if ("in" in condition) return `${condition.gene} in ${condition.in.join(", ")}`;
  return "atLeast" in condition
    ? `${condition.gene} >= ${condition.atLeast}`
    : `${condition.gene} <= ${condition.atMost}`;
}

const add = (cli: CliDependencies) =>
  new Command("add")
    .description("stores a search space file; the same content again changes nothing")
    .argument("<file>", "JSON file of the search space; docs/guide/cli.md describes its form")
    .addHelpText("after", examples("space add my-space.json"))
    .action((file, _, command) =>
      withService(cli, command, async ({ service }) => {
        const { space, created } = await service.registerSearchSpace(
          declared(await readJsonFile(file, "FILE")),
        );
        return {
          json: { id: space.id, created },
          text: () =>
            created ? `added search space ${space.id}` : `search space ${space.id} was known already`,
        };
      }),
    );

/** Fields that `space show --json` adds to a search space. */
const FACTS: ReadonlySet<string> = new Set([
  "cardinality",
  "partialCardinality",
  "size",
] satisfies (keyof SpaceFacts)[]);

/** The search space in a file, without the fields that `space show --json` adds, so that its output can be added. */
function declared(content: unknown): unknown {
  if (typeof content !== "object" || content === null || Array.isArray(content)) return content;
  return Object.fromEntries(Object.entries(content).filter(([name]) => !FACTS.has(name)));
}
