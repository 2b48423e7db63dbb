import { Option } from "@commander-js/extra-typings";
import type { DatasetReport, OnStage } from "../dataset-tools.js";
import type { CliDependencies, Terminal } from "../dependencies.js";
import { text } from "../input/parsers.js";
import { count } from "../output/format.js";
import { facts } from "../output/table.js";
import { type Answer, note } from "../session.js";
import { stageBars } from "./train-progress.js";

export const out = new Option(
  "--out <dir>",
  "folder to write ID.dataset to (default: the setting DATASETS, which commands that train read from)",
).argParser(text);

export const replace = new Option("--replace", "overwrites a different data set of the same name").default(
  false,
);

/** Names and reasons that are printed; `--json` has all. */
const SHOWN = 10;

type Tools = Awaited<ReturnType<CliDependencies["openTraining"]>>;

/** Builds a data set, with progress bars. */
export async function withProgress(
  cli: CliDependencies,
  terminal: Terminal,
  build: (tools: Tools, onStage: OnStage) => Promise<DatasetReport>,
): Promise<Answer> {
  const tools = await cli.openTraining((line) => note(terminal, line));
  const bars = stageBars(terminal);
  try {
    const report = await build(tools, bars.onStage);
    return { json: report, text: () => reportText(report) };
  } finally {
    bars.stop();
  }
}

function reportText(report: DatasetReport): string {
  const { file, checksum, targets, classes, names, train, validation, test, modalities } = report;
  const listed = names.some((name, i) => name !== String(i)) ? `: ${shortened(names, ", ")}` : "";
  const lines = facts([
    ["file", file],
    ["checksum", checksum],
    targets === "class"
      ? ["classes", `${count(classes)}${listed}`]
      : ["labels", `${count(classes)}, any number of them per example${listed}`],
    ["train, validation, test", [train, validation, test].map(count).join(", ")],
    ...Object.entries(modalities).map(([name, shape]): [string, string] => [name, shape.join(" x ")]),
    ...wordsOf(report.vocabulary),
    ["left out", count(report.skipped.length)],
  ]);
  const notes = report.notes.map((line) => `note: ${line}`);
  const skipped =
    report.skipped.length === 0 ? [] : [`left out: ${shortened(report.skipped, "\nleft out: ")}`];
  return [lines, ...notes, ...skipped].join("\n");
}

const wordsOf = (vocabulary: DatasetReport["vocabulary"]): [string, string][] =>
  vocabulary === undefined
    ? []
    : [
        ["vocabulary", vocabulary.file],
        [
          "words",
          `${count(vocabulary.words)} have vectors, ${count(vocabulary.unknown)} have none and do not count`,
        ],
      ];

const shortened = (items: readonly string[], between: string): string =>
  items.slice(0, SHOWN).join(between) +
  (items.length > SHOWN ? `${between}and ${count(items.length - SHOWN)} more (--json lists all)` : "");
