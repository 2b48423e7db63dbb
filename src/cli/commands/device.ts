import { basename } from "node:path";
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import type { CliDependencies } from "../dependencies.js";
import { readJsonFile } from "../input/files.js";
import { device, examples } from "../input/options.js";
import { integer, list as listOf, text } from "../input/parsers.js";
import { count } from "../output/format.js";
import { left, right, table } from "../output/table.js";
import { withService } from "../session.js";

export function deviceCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("device")
    .description("devices: one machine with one runtime, power mode and batch size each")
    .addCommand(list(cli))
    .addCommand(add(cli))
    .addCommand(importProfile(cli));
}

const list = (cli: CliDependencies) =>
  new Command("list")
    .description("all devices")
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
    .description("creates a device; the same again changes nothing")
    .argument("<id>", "letters, digits, dots, dashes and underscores")
    .option("--name <text>", "what people read", text)
    .option("--description <text>", "machine, power mode", text)
    .option("--runtime <text>", "e.g. litert, onnxruntime, tensorrt", text)
    .option("--batch <n>", "networks are measured with this many inputs at once (default: 1)", integer(1))
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

const importProfile = (cli: CliDependencies) =>
  new Command("import-profile")
    .description("operator profiles (latency [ms] and energy [mJ] per operator) in the reference format")
    .argument("<files...>", "JSON files, merged")
    .addOption(device)
    .option("--space <ids>", "search spaces it serves, split by commas (default: every space)", listOf)
    .addHelpText(
      "after",
      examples(
        "device import-profile lut_ofa_mnist_tx2.json --device jetson-tx2 --space av-mnist",
        "device import-profile lut_fusion_tx2.json --device jetson-tx2",
      ),
    )
    .action((files, { device, space }, command) =>
      withService(cli, command, async ({ service }) => {
        const content = await Promise.all(files.map((file) => readJsonFile(file, "FILE")));
        const report = await service.importOperatorProfile({
          device,
          content,
          source: files.map((file) => basename(file)).join(", "),
          ...defined({ spaces: space }),
        });
        return {
          json: report,
          text: () =>
            `${report.device}: ${count(report.entries)} entries read, ${count(report.changed)} new or changed`,
        };
      }),
    );
