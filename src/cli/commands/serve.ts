import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { settingsOf } from "../session.js";

export function serveCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("serve")
    .description("serves GraphQL over HTTP and WebSocket at /graphql until Ctrl-C")
    .addHelpText("after", examples("serve", "serve --port 4100 --archive sqlite:./data/other.db"))
    .action((_, command) => cli.serve(settingsOf(cli, command)));
}
