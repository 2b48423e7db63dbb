import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { integer, text } from "../input/parsers.js";
import { left, right, table } from "../output/table.js";
import { withService } from "../session.js";
import { deleteCommand } from "./delete.js";
import { importProfile, profileTemplate } from "./device-profile.js";
import { showCommand } from "./device-show.js";

export function deviceCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("device")
    .description("devices: each a machine with one runtime, one power mode and one batch size")
    .addCommand(list(cli))
    .addCommand(showCommand(cli))
    .addCommand(add(cli))
    .addCommand(importProfile(cli))
    .addCommand(profileTemplate(cli))
    .addCommand(deleteCommand(cli, "device", "id of the device; `harmonic device list` shows them"));
}

const list = (cli: CliDependencies) =>
  new Command("list")
    .description("lists all devices")
    .addHelpText("after", examples("device list"))
    .action((_, command) =>
      withService(cli, command, async ({ service }) => {
        const devices = await service.devices();
        return {
          json: { devices },
          text: () =>
            table(
              [left("device"), left("name"), left("runtime"), right("batch")],
              devices.map(({ id, name, runtime, batch }) => [id, name, runtime || "-", String(batch)]),
            ),
        };
      }),
    );

const add = (cli: CliDependencies) =>
  new Command("add")
    .description("creates a device, or completes a known one; the same command again changes nothing")
    .argument("<id>", "id of the device: letters, digits, dots, dashes and underscores")
    .option("--name <text>", "name for people (default: the id, or the name as before)", text)
    .option("--description <text>", "machine and power mode (default: empty, or as before)", text)
    .option(
      "--runtime <text>",
      "software that runs networks, e.g. litert, onnxruntime, tensorrt (default: empty, or as before)",
      text,
    )
    .option("--batch <n>", "number of inputs per inference (default: 1, or as before)", integer(1))
    .addHelpText("after", examples("device add my-phone --runtime litert"))
    .action((id, flags, command) =>
      withService(cli, command, async ({ service }) => {
        const { device, created } = await service.registerDevice({ id, ...defined(flags) });
        return {
          json: { ...device, created },
          text: () => (created ? `added device ${device.id}` : `device ${device.id} was known already`),
        };
      }),
    );
