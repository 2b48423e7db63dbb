import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import type { CliDependencies } from "../dependencies.js";
import { readArchitectureArgument } from "../input/files.js";
import { device, examples, task } from "../input/options.js";
import { text } from "../input/parsers.js";
import { number } from "../output/format.js";
import { left, right, table } from "../output/table.js";
import { withService } from "../session.js";

export function costCommand(cli: CliDependencies): CommandUnknownOpts {
  return new Command("cost")
    .description(
      "computes latency [ms] and energy [mJ] of a network from the device's operator profile, per layer and in total",
    )
    .addOption(task)
    .addOption(device)
    .requiredOption(
      "--architecture <json>",
      "network: a JSON map gene -> choice, @FILE with it, or its id or a unique beginning of it (required)",
      text,
    )
    .addHelpText("after", examples("cost --task av-mnist --device jetson-tx2 --architecture @network.json"))
    .action(({ task, device, architecture }, command) =>
      withService(cli, command, async ({ service }) => {
        const genes = await readArchitectureArgument(architecture, "--architecture");
        const { latency, energy, layers, excluded } = await service.cost({
          task,
          device,
          architecture: genes,
        });
        return {
          json: {
            latency,
            energy: energy ?? null,
            layers: layers.map((layer) => ({ ...layer, energy: layer.energy ?? null })),
            excluded,
          },
          text: () =>
            [
              table(
                [left("layer"), right("latency [ms]"), right("energy [mJ]")],
                [
                  ...layers.map((layer) => [layer.key, number(layer.latency), number(layer.energy)]),
                  ["total", number(latency), number(energy)],
                ],
              ),
              ...excluded.map((line) => `excluded: ${line}`),
            ].join("\n"),
        };
      }),
    );
}
