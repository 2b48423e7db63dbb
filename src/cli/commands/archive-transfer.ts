import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { ExportReport, ImportReport, OnTransferred } from "../../records/whole/archive-transfer.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { count } from "../output/format.js";
import { showProgress } from "../output/progress.js";
import { facts } from "../output/table.js";
import { settingsOf, withoutService } from "../session.js";

export const exportArchiveCommand = (cli: CliDependencies): CommandUnknownOpts =>
  new Command("export")
    .description(
      "writes everything in the archive to a new file of JSON lines with checksums, from which `archive import` " +
        "fills an archive of either kind; compressed if the name ends in .gz; overwrites nothing",
    )
    .argument("<file>", "name of the new file; it must not exist yet")
    .option(
      "--with-access",
      "tokens (as hashes) and the audit trail, too: they belong to this installation, and whoever has the file " +
        "would know who uses it (default: they stay here)",
    )
    .addHelpText(
      "after",
      examples("archive export harmonic.ndjson.gz", "archive export all.ndjson --with-access"),
    )
    .action((file, { withAccess = false }, command) =>
      withoutService(cli, command, async () => {
        const report = await withProgress(cli, "exporting", "records", (onDone) =>
          cli.archiveTransfer.export(settingsOf(cli, command).archive, file, withAccess, onDone),
        );
        return { json: report, text: () => exportText(report) };
      }),
    );

export const importArchiveCommand = (cli: CliDependencies): CommandUnknownOpts =>
  new Command("import")
    .description(
      "fills an empty archive (--archive) from a file of `archive export`; the file is checked first, and one that " +
        "is damaged changes nothing; repeated after an interruption, it goes on where it was; " +
        "the archive is not filled from the seeds",
    )
    .argument("<file>", "file that `archive export` wrote")
    .addHelpText(
      "after",
      examples("archive import harmonic.ndjson.gz --archive mongodb://localhost:27017/harmonic"),
    )
    .action((file, _, command) =>
      withoutService(cli, command, async () => {
        const report = await withProgress(cli, "importing", "lines", (onDone) =>
          cli.archiveTransfer.import(settingsOf(cli, command).archive, file, onDone),
        );
        return { json: report, text: () => importText(report) };
      }),
    );

async function withProgress<T>(
  cli: CliDependencies,
  label: string,
  unit: string,
  work: (onDone: OnTransferred) => Promise<T>,
): Promise<T> {
  const progress = showProgress(cli.stderr, { label, unit });
  try {
    return await work((done, remark) => progress.update(done, remark));
  } finally {
    progress.stop();
  }
}

const exportText = (report: ExportReport): string =>
  [`wrote ${report.file}`, facts([["archive", report.location], ...recordFacts(report)])].join("\n");

function importText(report: ImportReport): string {
  const { file, location, resumedAt, lines, alreadyThere } = report;
  return [
    `imported ${file}`,
    facts([
      ["archive", location],
      ...recordFacts(report),
      ...(resumedAt === 0
        ? []
        : [
            [
              "stored before",
              `${count(resumedAt)} of ${count(lines)} lines, by an interrupted import`,
            ] as const,
          ]),
      ...(alreadyThere === 0
        ? []
        : [["already there", `${count(alreadyThere)} tokens and audit entries, left as they were`] as const]),
    ]),
  ].join("\n");
}

function recordFacts({ records, access, sha256 }: ExportReport): (readonly [string, string])[] {
  const counted = Object.entries(records).map(([kind, number]) => `${count(number)} ${kind}`);
  return [
    ["records", counted.join(", ") || "none"],
    ["tokens, audit trail", access ? "in the file" : "not in the file (--with-access of the export)"],
    ["SHA-256 of content", sha256],
  ];
}
