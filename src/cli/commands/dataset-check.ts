import { extname } from "node:path";
import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { InvalidInput } from "../../base/errors.js";
import type { DatasetCheck, SheetRow } from "../dataset-tools.js";
import type { CliDependencies, Terminal } from "../dependencies.js";
import { requireWritable } from "../input/files.js";
import { examples } from "../input/options.js";
import { text } from "../input/parsers.js";
import { count, number } from "../output/format.js";
import { contactSheet } from "../output/plots/contact-sheet.js";
import { writeWhole } from "../output/plots/write-plot.js";
import { facts, table } from "../output/table.js";
import { note, settingsOf, withoutService } from "../session.js";
import { placesOf } from "../settings.js";

/** Groups of duplicates that are printed; `--json` has all. */
const SHOWN = 10;

export const sheetOption = new Option(
  "--sheet <file.png>",
  "writes a contact sheet: examples of every class or label, as networks read them",
).argParser(text);

export function checkCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("check")
    .description(
      "shows what is in a data set: examples by split and label, shapes, duplicates across splits, pictures that " +
        "look nearly the same, and what may be wrong; `dataset import --dry-run` shows the same of examples that " +
        "are not imported yet, with every file that cannot be read",
    )
    .argument("<dataset>", "task of the data set", text)
    .addOption(sheetOption)
    .addHelpText("after", examples("dataset check my-task --sheet my-task.png"))
    .action((task, { sheet }, command) =>
      withoutService(cli, command, async (terminal) => {
        await requireSheet(sheet);
        const tools = await cli.openTraining((line) => note(terminal, line));
        const request = { task, sheet: sheet !== undefined };
        const checked = await tools.checkDataset(request, placesOf(settingsOf(cli, command)));
        await writeSheet(sheet, task, checked.sheet, terminal);
        return { json: checked.check, text: () => checkText(checked.check) };
      }),
    );
}

/** Refuses a file that no contact sheet can be written to, before any work. */
export async function requireSheet(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  if (extname(file).toLowerCase() !== ".png")
    throw new InvalidInput("--sheet", `--sheet writes PNG: name a file that ends in .png, not "${file}"`);
  await requireWritable(file, "--sheet");
}

export async function writeSheet(
  file: string | undefined,
  title: string,
  rows: readonly SheetRow[],
  terminal: Terminal,
): Promise<void> {
  if (file === undefined) return;
  await writeWhole(file, await contactSheet(title, rows));
  note(terminal, `the contact sheet is in ${file}`);
}

export function checkText(check: DatasetCheck): string {
  const { file, checksum, targets, splits, modalities, duplicates, warnings } = check;
  const names = Object.keys(splits.train.labels);
  const sizes = Object.values(splits);
  const rows = [
    ["all examples", ...sizes.map(({ examples: all }) => count(all))],
    ...names.map((name) => [name, ...sizes.map(({ labels }) => count(labels[name]))]),
    ...(targets === "labels" ? [["without a label", ...sizes.map((size) => count(size.unlabelled))]] : []),
  ];
  const right = (head: string) => ({ head, align: "right" as const });
  const shapes = Object.entries(modalities).map(([name, { shape, least, largest, standardised }]) => [
    name,
    `${shape.join(" x ")}, ${standardised ? "standardised " : ""}values from ${number(least)} to ${number(largest)}`,
  ]);
  const groups = duplicates.slice(0, SHOWN).map(({ modality, kind, members }) => {
    const found = members.map(({ split, key }) => `${split} ${key}`).join(", ");
    return `${kind === "equal" ? "equal" : "nearly the same"} in ${modality}: ${found}`;
  });
  const more = duplicates.length - groups.length;
  return [
    facts([["file", file], ["checksum", checksum], ...(shapes as [string, string][])]),
    table([{ head: targets === "class" ? "class" : "label" }, ...Object.keys(splits).map(right)], rows),
    ...groups,
    ...(more > 0 ? [`and ${count(more)} more groups of duplicates (--json lists all)`] : []),
    ...(warnings.length === 0 ? ["nothing looks wrong"] : warnings.map((line) => `warning: ${line}`)),
  ].join("\n");
}
