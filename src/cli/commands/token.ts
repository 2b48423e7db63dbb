import { Command, type CommandUnknownOpts, Option } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { ROLES } from "../../records/access/token.js";
import type { AccessToken } from "../../service/access/tokens.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { positive, text } from "../input/parsers.js";
import { left, table } from "../output/table.js";
import { withService } from "../session.js";

/** The command `token`: bearer tokens of the server. */
export function tokenCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("token")
    .description("bearer tokens with roles, for the clients of the server")
    .addCommand(create(cli))
    .addCommand(list(cli))
    .addCommand(revoke(cli));
}

const create = (cli: CliDependencies) =>
  new Command("create")
    .description(
      "creates a token and prints it once; a running server of the archive accepts it within a second, and from the " +
        "first token on asks everybody for one",
    )
    .addOption(
      new Option(
        "--role <role>",
        "what it may be used for: read (queries, subscriptions, downloads), write (also every change), admin (also " +
          "tokens, the audit trail and deletion)",
      )
        .choices(ROLES)
        .makeOptionMandatory(),
    )
    .requiredOption("--name <text>", "who or what uses it, 1 to 100 characters (required)", text)
    .option(
      "--expires <days>",
      "days until it ends by itself; parts of a day count (default: never)",
      positive,
    )
    .addHelpText(
      "after",
      examples(
        "token create --role write --name jetson-lab --expires 90",
        "token create --role admin --name me --json",
      ),
    )
    .action(({ role, name, expires }, command) =>
      withService(cli, command, async ({ service }) => {
        const created = await service.createToken({ role, name, ...defined({ expiresInDays: expires }) });
        const { accessToken, secret } = created;
        const { id, name: stored, expiresAt = null } = accessToken;
        return {
          json: { id, name: stored, role, expiresAt, token: secret },
          text: () =>
            `${secret}\nThis is the token ${id} (${stored}) of role ${role}, ` +
            `${expiresAt === null ? "which does not expire" : `which expires at ${expiresAt}`}. ` +
            "It is shown only now: keep it in a safe place.",
        };
      }),
    );

const list = (cli: CliDependencies) =>
  new Command("list")
    .description("lists all tokens without their secrets, also those that have expired or were revoked")
    .addHelpText("after", examples("token list"))
    .action((_, command) =>
      withService(cli, command, async ({ service }) => {
        const tokens = await service.tokens();
        return { json: { tokens: tokens.map(tokenJson) }, text: () => tokensText(tokens) };
      }),
    );

const revoke = (cli: CliDependencies) =>
  new Command("revoke")
    .description(
      "ends a token for good; running servers of the archive refuse it within a second, and end what it follows",
    )
    .argument(
      "<token>",
      "id of the token, a unique beginning of it of at least 6 characters, or its name where no other valid one has it",
    )
    .addHelpText("after", examples("token revoke jetson-lab", "token revoke 3f9a01"))
    .action((named, _, command) =>
      withService(cli, command, async ({ service }) => {
        const { accessToken, changed } = await service.revokeToken(named);
        const { id, name, revokedAt } = accessToken;
        return {
          json: { ...tokenJson(accessToken), changed },
          text: () =>
            changed
              ? `revoked the token ${id} (${name})`
              : `the token ${id} (${name}) was revoked at ${revokedAt} already; nothing was changed`,
        };
      }),
    );

const tokenJson = ({ id, name, role, status, createdAt, expiresAt, revokedAt }: AccessToken) => ({
  ...{ id, name, role, status, createdAt },
  expiresAt: expiresAt ?? null,
  revokedAt: revokedAt ?? null,
});

function tokensText(tokens: readonly AccessToken[]): string {
  if (tokens.length === 0) {
    return "there is no token: a server on a loopback address asks for none; `harmonic token create` creates one";
  }
  return table(
    ["id", "name", "role", "status", "created", "expires"].map(left),
    tokens.map(({ id, name, role, status, createdAt, expiresAt = "never" }) => [
      ...[id, name, role, status, createdAt, expiresAt],
    ]),
  );
}
