import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { Verification } from "../../service/verification/verification.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { count, short } from "../output/format.js";
import { left, right, table } from "../output/table.js";
import { withService } from "../session.js";

export function verificationCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("verification")
    .description("verifications of fronts: list and cancel them; `harmonic front --verify` begins one")
    .addCommand(list(cli))
    .addCommand(cancel(cli));
}

const list = (cli: CliDependencies) =>
  new Command("list")
    .description("lists verifications, the one that was last asked for first")
    .option("--task <id>", "only those of fronts of this task (default: of every task)")
    .option("--device <id>", "only those on this device (default: on every device)")
    .addHelpText("after", examples("verification list --device jetson-tx2"))
    .action(({ task, device }, command) =>
      withService(cli, command, async ({ service }) => {
        const query = { ...(task !== undefined && { task }), ...(device !== undefined && { device }) };
        const verifications = await service.verifications(query);
        return {
          json: { verifications: verifications.map(summary) },
          text: () => listText(verifications),
        };
      }),
    );

const cancel = (cli: CliDependencies) =>
  new Command("cancel")
    .description("cancels a verification: nobody waits for its points any more, and measured ones stay")
    .argument("<id>", "key of the verification, or a unique beginning of it of at least 6 characters")
    .option("--reason <text>", "why, for people (default: the verification was cancelled)")
    .addHelpText("after", examples('verification cancel 8e7bb9 --reason "the board is gone"'))
    .action((id, { reason }, command) =>
      withService(cli, command, async ({ service }) => {
        const input = { id, ...(reason !== undefined && { reason }) };
        const { verification, failed } = await service.cancelVerification(input);
        return {
          json: { ...summary(verification), cancelled: failed.length },
          text: () => {
            const points = failed.length === 1 ? "1 point" : `${count(failed.length)} points`;
            return `Verification ${short(verification.id)} is cancelled: nobody waits for ${points} any more.`;
          },
        };
      }),
    );

const summary = ({ id, task, device, askedAt, counts, points }: Verification) => ({
  key: id,
  task,
  device,
  askedAt,
  waiting: counts.waiting,
  measured: counts.measured,
  failed: counts.failed,
  points: points.length,
});

function listText(verifications: readonly Verification[]): string {
  if (verifications.length === 0) return "No front was asked to be verified yet.";
  return table(
    [
      left("verification"),
      left("task"),
      left("device"),
      right("waiting"),
      right("measured"),
      right("failed"),
      left("asked"),
    ],
    verifications.map(({ id, task, device, counts, askedAt }) => [
      short(id),
      task,
      device,
      count(counts.waiting),
      count(counts.measured),
      count(counts.failed),
      `${askedAt.slice(0, 19)}Z`,
    ]),
  );
}
