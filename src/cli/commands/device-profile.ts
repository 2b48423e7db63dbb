import { basename } from "node:path";
import { Command, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import type { ProfileTemplate } from "../../service/catalog/profile-template.js";
import type { ProfileReport } from "../../service/catalog/profiles.js";
import type { CliDependencies } from "../dependencies.js";
import { readJsonFile, readTextFile } from "../input/files.js";
import { device, examples } from "../input/options.js";
import { list, text } from "../input/parsers.js";
import { count } from "../output/format.js";
import { note, withService } from "../session.js";

/** `device import-profile`: costs of operators, or of choices of genes. */
export const importProfile = (cli: CliDependencies) =>
  new Command("import-profile")
    .description(
      "imports operator profiles (latency [ms] and energy [mJ] per operator) in the reference format, " +
        "or cost tables of one's own space: CSV files gene,choice,latency,energy, whose costs are summed",
    )
    .argument("<files...>", "JSON files of profiles, or CSV files of cost tables, which are merged")
    .addOption(device)
    .option(
      "--space <ids>",
      "ids of the search spaces that the profile is for, separated by commas; cost tables need it " +
        "(default: all spaces)",
      list,
    )
    .addHelpText(
      "after",
      examples(
        "device import-profile lut_ofa_mnist_tx2.json --device jetson-tx2 --space av-mnist",
        "device import-profile lut_fusion_tx2.json --device jetson-tx2",
        "device import-profile costs.csv --device my-board --space my-space",
      ),
    )
    .action((files, { device, space }, command) =>
      withService(cli, command, async ({ service, terminal }) => {
        const content = await Promise.all(files.map(readProfile));
        const report = await service.importOperatorProfile({
          device,
          content,
          source: files.map((file) => basename(file)).join(", "),
          ...defined({ spaces: space }),
        });
        for (const line of report.notes) note(terminal, line);
        return { json: report, text: () => reportText(report) };
      }),
    );

const readProfile = (file: string): Promise<unknown> =>
  /\.(csv|tsv|txt)$/i.test(file) ? readTextFile(file, "FILE") : readJsonFile(file, "FILE");

const SHOWN = 5;

function reportText({ device, entries, changed, coverage }: ProfileReport): string {
  const lines = coverage.flatMap(({ space, needed, missing, unused }) => [
    missing.length === 0
      ? `${space}: all ${count(needed)} keys that a profile needs are there`
      : `${space}: ${count(missing.length)} of ${count(needed)} keys are missing, and networks that need one have ` +
        `no cost: ${some(missing)}`,
    ...(unused.length === 0 ? [] : [`${space}: ${count(unused.length)} keys are not used: ${some(unused)}`]),
  ]);
  return [`${device}: ${count(entries)} entries read, ${count(changed)} new or changed`, ...lines].join("\n");
}

const some = (keys: readonly string[]): string =>
  keys.slice(0, SHOWN).join(", ") + (keys.length > SHOWN ? " ..." : "");

/** `device profile-template`: every key that a profile of a space needs. */
export const profileTemplate = (cli: CliDependencies) =>
  new Command("profile-template")
    .description(
      "prints every key that a profile of a search space needs, as a file to fill in for import-profile: " +
        "a profile in the reference format or, for a space whose layers are not known, a CSV cost table",
    )
    .addOption(new Option("--space <id>", "search space (required)").argParser(text).makeOptionMandatory())
    .addHelpText("after", examples("device profile-template --space my-space > costs.csv"))
    .action(({ space }, command) =>
      withService(cli, command, async ({ service }) => {
        const template = await service.profileTemplate(space);
        return { json: template, text: () => templateText(template) };
      }),
    );

function templateText({ parts, keys, choices }: ProfileTemplate): string {
  if (parts === "layers")
    return JSON.stringify(Object.fromEntries(keys.map((key) => [key, { lat: null, enrg: null }])), null, 2);
  const rows = choices.map(({ gene, choice }) => `${gene},${quoted(String(choice))},,`);
  return ["gene,choice,latency,energy", ...rows].join("\n");
}

const quoted = (cell: string): string =>
  /[",;\t\n\r]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
