import { Command } from "@commander-js/extra-typings";
import { nameOf } from "../../base/metric.js";
import type { DevicePage } from "../../service/device-page/device-page.js";
import type { CliDependencies } from "../dependencies.js";
import { examples, genes } from "../input/options.js";
import { plotOption, plotRequest, scaleOption, widthOption } from "../input/plot-options.js";
import { findingJson, findingLines } from "../output/findings.js";
import { count, number, short } from "../output/format.js";
import type { GeneText } from "../output/genes/gene-code.js";
import { genesOfTask } from "../output/genes/gene-text.js";
import { devicePlot } from "../output/plots/device-plot.js";
import { writePlot } from "../output/plots/write-plot.js";
import { pointJson } from "../output/points.js";
import { namedMetric, qualityColumns, qualityRow } from "../output/predictors.js";
import { left, right, table } from "../output/table.js";
import { note, withService } from "../session.js";

/** The command `device show`. */
export const showCommand = (cli: CliDependencies) =>
  new Command("show")
    .description(
      "shows what is known of a device: measurements, profiles, predictors, what is probably wrong, " +
        "what to measure next, and the most similar devices",
    )
    .argument("<id>", "id of the device; `harmonic device list` shows them")
    .addOption(genes)
    .addOption(
      plotOption("its predictors in use: parity with 90 % intervals, learning curve and calibration"),
    )
    .addOption(widthOption)
    .addOption(scaleOption)
    .addHelpText("after", examples("device show 2080ti-b1", "device show 2080ti-b1 --plot predictors.html"))
    .action((id, { genes: form, ...flags }, command) =>
      withService(cli, command, async ({ service, terminal }) => {
        const plot = await plotRequest(flags);
        const page = await service.devicePage(id);
        if (plot !== undefined) {
          await writePlot(await devicePlot(service, page, terminal), plot);
          note(terminal, `the figure is in ${plot.file}`);
        }
        const texts = await Promise.all(page.next.map(({ task }) => genesOfTask(service, task, form)));
        return { json: pageJson(page), text: () => pageText(page, texts) };
      }),
    );

function pageJson({ device, spaces, predictors, findings, similar, next, notes }: DevicePage): unknown {
  return {
    ...device,
    spaces: spaces.map(({ measured, profile, ...space }) => ({
      ...space,
      measured: Object.fromEntries(measured.map(({ metric, networks }) => [nameOf(metric), networks])),
      profile: profile ?? null,
    })),
    predictors: predictors.map(namedMetric),
    findings: findings.map(findingJson),
    next: next.map(({ points, ...rest }) => ({ ...rest, points: points.map(pointJson) })),
    similar,
    notes,
  };
}

function pageText(page: DevicePage, genes: readonly GeneText[]): string {
  const { device, findings, notes } = page;
  const { id, name, runtime, batch, description } = device;
  return [
    `${id}: ${name}, runtime ${runtime || "not known"}, batch size ${batch}${description && `; ${description}`}`,
    "",
    "Known:",
    ...knownLines(page),
    "",
    "Predictors in use, by networks held out of their training:",
    ...predictorLines(page),
    "",
    findings.length === 0 ? "Findings: none" : "Findings:",
    ...findings.flatMap(findingLines),
    "",
    "To measure next:",
    ...nextLines(page, genes),
    "",
    "Most similar devices, by measured networks:",
    ...similarLines(page),
    ...(notes.length === 0 ? [] : ["", "Not known or not judged:", ...notes.map((note) => `- ${note}`)]),
  ].join("\n");
}

function knownLines({ spaces }: DevicePage): readonly string[] {
  if (spaces.length === 0) return ["nothing"];
  return [
    table(
      [left("space"), left("tasks"), left("measured networks"), left("operator profile")],
      spaces.map(({ space, tasks, measured, profile }) => [
        space,
        tasks.join(", ") || "-",
        measured.map(({ metric, networks }) => `${nameOf(metric)} ${count(networks)}`).join(", ") || "-",
        profile === undefined
          ? "-"
          : profile.covers.length > 0
            ? `covers ${profile.covers.join(" and ")}`
            : `${count(profile.missing)} of ${count(profile.needed)} keys missing`,
      ]),
    ),
  ];
}

function predictorLines({ predictors }: DevicePage): readonly string[] {
  if (predictors.length === 0) return ["none"];
  return [
    table(
      qualityColumns,
      predictors.map(({ id, metric, quality }) => qualityRow(id, metric, quality)),
    ),
  ];
}

function nextLines({ device, next }: DevicePage, genes: readonly GeneText[]): readonly string[] {
  if (next.length === 0) {
    return [`nothing to go by; \`measurements suggest --task ID --device ${device.id}\` suggests for a task`];
  }
  return next.flatMap(({ task, points, notes }, i) => [
    `task ${task}:${points.length === 0 ? " nothing is left to measure" : ""}`,
    ...points.map(({ id, architecture }) => `  ${short(id)}  ${genes[i].of(architecture)}`),
    ...notes.map((note) => `  (${note})`),
  ]);
}

function similarLines({ similar }: DevicePage): readonly string[] {
  if (similar.length === 0) return ["none can be compared"];
  return [
    table(
      [
        left("device"),
        left("space"),
        left("metric"),
        right("Spearman rho"),
        right("networks"),
        right("ratio"),
      ],
      similar.map(({ device, space, metric, spearman, networks, ratio }) => [
        device,
        space,
        nameOf(metric),
        number(spearman),
        count(networks),
        number(ratio),
      ]),
    ),
  ];
}
