import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { InvalidInput } from "../../base/errors.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { count } from "../output/format.js";
import { facts, left, right, table } from "../output/table.js";
import { withService } from "../session.js";
import { auditCommand } from "./archive-audit.js";
import { repairCommand, verifyCommand } from "./archive-care.js";
import { exportArchiveCommand, importArchiveCommand } from "./archive-transfer.js";

export function archiveCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("archive")
    .description("archive: everything that the service knows")
    .addCommand(info(cli))
    .addCommand(backup(cli))
    .addCommand(exportArchiveCommand(cli))
    .addCommand(importArchiveCommand(cli))
    .addCommand(verifyCommand(cli))
    .addCommand(repairCommand(cli))
    .addCommand(auditCommand(cli))
    .addCommand(reset(cli));
}

const info = (cli: CliDependencies) =>
  new Command("info")
    .description("shows where the archive is and how much it holds")
    .addHelpText("after", examples("archive info"))
    .action((_, command) =>
      withService(cli, command, async ({ service }) => {
        const { architectures, tasks, devices, location } = await service.archiveInfo();
        const rows = [
          ...Object.entries(tasks).map(([id, { measured }]) => ["task", id, count(measured)]),
          ...Object.entries(devices).map(([id, { measured }]) => ["device", id, count(measured)]),
        ];
        return {
          json: { architectures, tasks, devices, location },
          text: () =>
            [
              facts([
                ["archive", location],
                ["architectures", count(architectures)],
              ]),
              table([left("kind"), left("id"), right("architectures measured")], rows),
            ].join("\n"),
        };
      }),
    );

const backup = (cli: CliDependencies) =>
  new Command("backup")
    .description(
      "writes a complete copy to a new SQLite file, which --archive sqlite:FILE opens; overwrites nothing",
    )
    .argument("<file>", "name of the new file; it must not exist yet")
    .addHelpText("after", examples("archive backup harmonic-backup.db"))
    .action((file, _, command) =>
      withService(cli, command, async ({ service }) => {
        await service.backup(file);
        return { json: { file }, text: () => `wrote ${file}` };
      }),
    );

const reset = (cli: CliDependencies) =>
  new Command("reset")
    .description(
      "deletes everything in the archive but tokens and the audit trail; " +
        "the next command fills it from the seeds again",
    )
    .option("--yes", "confirms that everything is deleted (required)")
    .addHelpText("after", examples("archive reset --yes"))
    .action(async ({ yes }, command) => {
      if (yes !== true)
        throw new InvalidInput("--yes", "archive reset deletes everything: confirm it with --yes");
      await withService(cli, command, async ({ service }) => {
        const { location } = await service.archiveInfo();
        await service.reset();
        return { json: { reset: true, location }, text: () => `emptied ${location}` };
      });
    });
