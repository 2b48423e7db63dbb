import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import type { ImportReport } from "../../service/samples/import-samples.js";
import type { CliDependencies } from "../dependencies.js";
import { distinct, examples, space } from "../input/options.js";
import { text } from "../input/parsers.js";
import { importTable, tableName } from "../input/sample-file.js";
import { count, number } from "../output/format.js";
import { left, right, table } from "../output/table.js";
import { withService } from "../session.js";
import { deleteCommand } from "./delete.js";

export function samplesCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("samples")
    .description("sample tables: networks with measured accuracy, latency and energy")
    .addCommand(importSamples(cli))
    .addCommand(list(cli))
    .addCommand(deleteCommand(cli, "import", "name of the table; `harmonic samples list` shows them"));
}

const importSamples = (cli: CliDependencies) =>
  new Command("import")
    .description(
      "imports a table with a column per gene, and columns <task>.accuracy (0 to 1), <device>.latency_ms and " +
        "<device>.energy_mj, and metrics of your own (`harmonic metric add`) as <task>.NAME or " +
        "<device>.NAME; creates the tasks and devices that its columns name",
    )
    .argument("<file>", "CSV file with a header line; it is imported as a whole or not at all")
    .addOption(space)
    .addOption(distinct)
    .option(
      "--name <name>",
      "name of the table in the archive (default: the id of the space and the name of the file)",
      text,
    )
    .addHelpText("after", examples("samples import samples.csv --space nas-bench-201 --distinct topology"))
    .action((file, flags, command) =>
      withService(cli, command, async ({ service, terminal }) => {
        const name = flags.name ?? tableName(file, flags.space);
        const report = await importTable(service, terminal, file, {
          name,
          space: flags.space,
          ...defined({ distinct: flags.distinct }),
        });
        return { json: reportJson(report), text: () => reportText(report) };
      }),
    );

function reportJson(report: ImportReport) {
  const { table, ...rest } = report;
  const { name, space, rows, checksum, importedAt } = table;
  return { name, space, rows, checksum, importedAt, distinct: table.distinct ?? null, ...rest };
}

function reportText(report: ImportReport): string {
  const { table: imported, networks, columns } = report;
  const summary = report.alreadyImported
    ? "was imported before: nothing changed"
    : `${count(report.measurements)} measurements, ${count(report.measurementsStored)} of them new`;
  const created = [
    ...report.tasksCreated.map((id) => `task ${id}`),
    ...report.devicesCreated.map((id) => `device ${id}`),
  ];
  return [
    `table ${imported.name}: ${count(imported.rows)} rows, ` +
      `${count(networks)} networks of ${imported.space}; ${summary}`,
    ...report.notes,
    ...(created.length === 0 ? [] : [`created: ${created.join(", ")}`]),
    table(
      [left("column"), left("kind"), right("values"), right("missing"), right("least"), right("most")],
      columns.map((column) => [
        column.name,
        column.kind,
        count(column.values),
        count(column.missing),
        number(column.min),
        number(column.max),
      ]),
    ),
  ].join("\n");
}

const list = (cli: CliDependencies) =>
  new Command("list")
    .description("lists the imported tables")
    .addHelpText("after", examples("samples list"))
    .action((_, command) =>
      withService(cli, command, async ({ service }) => {
        const tables = await service.sampleTables();
        return {
          json: { tables },
          text: () =>
            table(
              [left("table"), left("search space"), right("rows"), left("distinct"), left("imported")],
              tables.map(({ name, space, rows, distinct, importedAt }) => [
                name,
                space,
                count(rows),
                distinct ?? "-",
                importedAt,
              ]),
            ),
        };
      }),
    );
