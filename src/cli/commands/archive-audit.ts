import { Command } from "@commander-js/extra-typings";
import type { AuditEntry } from "../../records/access/audit-entry.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { integer } from "../input/parsers.js";
import { left, table } from "../output/table.js";
import { withService } from "../session.js";

const MOST = 100_000;

/** The command `archive audit`: who changed what. */
export const auditCommand = (cli: CliDependencies) =>
  new Command("audit")
    .description(
      "lists who changed what and when, newest first: changes by clients of the server and by this command line; " +
        "entries are never changed or deleted, not even by `archive reset`",
    )
    .option("--limit <n>", `number of entries, 1 to ${MOST}`, integer(1, MOST), 100)
    .addHelpText("after", examples("archive audit", "archive audit --limit 1000 --json"))
    .action(({ limit }, command) =>
      withService(cli, command, async ({ service }) => {
        const found = await service.auditTrail({ limit: limit + 1 });
        const entries = found.slice(0, limit);
        const hasMore = found.length > limit;
        return {
          json: { entries: entries.map(entryJson), hasMore },
          text: () => trailText(entries, hasMore),
        };
      }),
    );

const entryJson = ({ id, at, viewer, name, operation, subject, outcome, requestId }: AuditEntry) => ({
  ...{ id, at, viewer, name, operation },
  subject: subject ?? null,
  outcome,
  requestId: requestId ?? null,
});

/** The text without characters that would steer a terminal: some keys are texts that clients chose. */
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?");

function trailText(entries: readonly AuditEntry[], hasMore: boolean): string {
  if (entries.length === 0) return "nothing was changed yet";
  const shown = table(
    ["when", "who", "name", "operation", "subject", "outcome"].map(left),
    entries.map(({ at, viewer, name, operation, subject = "-", outcome }) => [
      ...[at, viewer, name, operation, printable(subject), outcome],
    ]),
  );
  return hasMore ? `${shown}\nthere are earlier entries, too; --limit shows more` : shown;
}
