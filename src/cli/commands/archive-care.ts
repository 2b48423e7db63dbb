import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { Damage, RepairReport, VerifyReport } from "../../records/whole/archive-care.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { count } from "../output/format.js";
import { showProgress } from "../output/progress.js";
import { facts, left, table } from "../output/table.js";
import { settingsOf, withoutService } from "../session.js";

/** Damaged records that are listed for people; `--json` has all of them. */
const MOST_LISTED = 100;

export const verifyCommand = (cli: CliDependencies): CommandUnknownOpts =>
  new Command("verify")
    .description(
      "reads everything in the archive and lists what is damaged; changes nothing; exit code 1 if anything is damaged",
    )
    .addHelpText("after", examples("archive verify", "archive verify --archive sqlite:harmonic-backup.db"))
    .action((_, command) =>
      withoutService(cli, command, async () => {
        const report = await withProgress(cli, "verifying", (onChecked) =>
          cli.archiveCare.verify(settingsOf(cli, command).archive, onChecked),
        );
        const exitCode = report.damaged.length > 0 ? 1 : 0;
        return { json: report, text: () => verifyText(report), exitCode };
      }),
    );

export const repairCommand = (cli: CliDependencies): CommandUnknownOpts =>
  new Command("repair")
    .description(
      "rebuilds what can be rebuilt (indexes, the clock, missing checksums) and sets damaged records aside, so that " +
        "everything else works again; keeps the file as it was under another name; stop servers and workers first",
    )
    .addHelpText("after", examples("archive repair"))
    .action((_, command) =>
      withoutService(cli, command, async () => {
        const report = await withProgress(cli, "repairing", (onChecked) =>
          cli.archiveCare.repair(settingsOf(cli, command).archive, onChecked),
        );
        return { json: report, text: () => repairText(report) };
      }),
    );

async function withProgress<T>(
  cli: CliDependencies,
  label: string,
  work: (onChecked: (checked: number) => void) => Promise<T>,
): Promise<T> {
  const progress = showProgress(cli.stderr, { label, unit: "records" });
  try {
    return await work((checked) => progress.update(checked));
  } finally {
    progress.stop();
  }
}

function verifyText({ location, checked, withoutChecksum, damaged }: VerifyReport): string {
  const overview = facts([
    ["archive", location],
    ["records read", count(checked)],
    ["damaged", count(damaged.length)],
  ]);
  const older =
    withoutChecksum === 0
      ? []
      : [
          `${count(withoutChecksum)} records of an earlier release have no checksum; of them only the form was ` +
            "checked (archive repair adds checksums)",
        ];
  const advice =
    damaged.length === 0 ? [] : ['"harmonic archive repair" sets damaged records aside; or restore a backup'];
  return [overview, ...older, ...damageTable(damaged), ...advice].join("\n");
}

function repairText(report: RepairReport): string {
  const { location, kept, damaged, setAside, rebuilt, setAsideIn, original } = report;
  if (damaged.length === 0 && rebuilt.length === 0) {
    return `nothing is damaged in ${location} (${count(kept)} records); nothing was changed`;
  }
  return [
    facts([
      ["archive", location],
      ["records kept", count(kept)],
      ["damaged", count(damaged.length)],
      ["set aside", setAsideIn === undefined ? count(setAside) : `${count(setAside)}, in ${setAsideIn}`],
      ["rebuilt", rebuilt.join("; ")],
      ...(original === undefined ? [] : [["as it was", original] as const]),
    ]),
    ...damageTable(damaged),
  ].join("\n");
}

function damageTable(damaged: readonly Damage[]): string[] {
  if (damaged.length === 0) return [];
  const rows = damaged.slice(0, MOST_LISTED).map(({ kind, id, reason }) => [kind, id, reason]);
  const more = damaged.length - rows.length;
  return [
    table([left("kind"), left("id"), left("what is wrong")], rows),
    ...(more > 0 ? [`and ${count(more)} more; --json lists all`] : []),
  ];
}
