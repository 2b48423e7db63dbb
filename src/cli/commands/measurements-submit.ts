import { Command } from "@commander-js/extra-typings";
import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { MeasurementInput } from "../../service/measurements/read-measurement.js";
import type { SubmitMeasurements } from "../../service/measurements/submit.js";
import type { HarmonicService } from "../../service/service.js";
import type { CliDependencies } from "../dependencies.js";
import { parseJson, readTextFile } from "../input/files.js";
import { readMeasurementRows, withLines } from "../input/measurement-rows.js";
import { examples } from "../input/options.js";
import { text } from "../input/parsers.js";
import { count, short } from "../output/format.js";
import { measurementJson } from "../output/measurements.js";
import { withService } from "../session.js";

/** The command `measurements submit`. */
export const submitCommand = (cli: CliDependencies) =>
  new Command("submit")
    .description("stores the measurements of a JSON or CSV file, all of them or none")
    .argument(
      "<file>",
      'JSON: {"task", "device", "measurements": [{"architecture": {gene: choice}, "accuracy": 0 to 1, "latency": ms, ' +
        '"energy": mJ, "metrics": [{"name", "value"}], "repeats", "latencySd": ms, "examples", ...}], ' +
        '"idempotencyKey"}, ' +
        "or the bare list of measurements; " +
        "an architecture may also be an id. CSV: a column architecture with ids, or a column per gene, and columns " +
        "accuracy (0 to 1), latency_ms and energy_mj, or TASK.accuracy, DEVICE.latency_ms and DEVICE.energy_mj, " +
        "which name the task and the device; metrics of your own as NAME, TASK.NAME or DEVICE.NAME",
    )
    .option("--task <id>", "id of the task of the accuracies (default: the task in the file)", text)
    .option(
      "--device <id>",
      "id of the device of the latencies and energies (default: the device in the file)",
      text,
    )
    .option(
      "--idempotency-key <key>",
      "text that identifies this submission: a second one with the same key gets the first answer and stores nothing " +
        "(default: the key in the file, or none)",
      text,
    )
    .addHelpText(
      "after",
      examples(
        "measurements submit results.json --task imagenet --device 2080ti-b1",
        "measurements submit results.csv --task imagenet --device 2080ti-b1",
      ),
    )
    .action((file, flags, command) =>
      withService(cli, command, async ({ service }) => {
        const { request, lines, ...left } = await read(service, file, defined(flags));
        const report = await withLines(lines, () =>
          service.submitMeasurements({ ...request, ...defined(flags) }),
        );
        return {
          json: {
            ...report,
            measurements: report.measurements.map(measurementJson),
            emptyRows: left.empty,
            unusedColumns: left.unused,
          },
          text: () =>
            [
              `${count(report.stored)} of ${count(report.measurements.length)} measurements were new ` +
                `(submission ${report.submission})`,
              ...(left.empty === 0 ? [] : [`${count(left.empty)} rows without a value were left out`]),
              ...(left.unused.length === 0 ? [] : [`columns that were not used: ${left.unused.join(", ")}`]),
              ...report.clashing.map(
                (id) =>
                  `the measurements of ${short(id)} differ by more than their spread; ` +
                  `see: harmonic measurements show ${short(id)}`,
              ),
            ].join("\n"),
        };
      }),
    );

interface Content {
  readonly request: SubmitMeasurements;
  readonly lines: readonly number[];
  readonly empty: number;
  readonly unused: readonly string[];
}

/** The measurements of a file, which is JSON by its name, or by its first character, or else CSV. */
async function read(
  service: HarmonicService,
  file: string,
  flags: { readonly task?: string; readonly device?: string },
): Promise<Content> {
  const text = await readTextFile(file, "FILE");
  const isJson = /\.json$/i.test(file) || (!/\.[ct]sv$/i.test(file) && /^\uFEFF?\s*[{[]/.test(text));
  if (!isJson) return readMeasurementRows(service, text, file, flags);
  return { request: requestIn(parseJson(text, file, "FILE"), file), lines: [], empty: 0, unused: [] };
}

/** The request in a JSON file. Only its shape is checked here; the service checks its values. */
function requestIn(content: unknown, file: string): SubmitMeasurements {
  const request = Array.isArray(content) ? { measurements: content } : content;
  if (typeof request !== "object" || request === null) throw notARequest(file);
  const { task, device, idempotencyKey, measurements } = request as Readonly<Record<string, unknown>>;
  if (
    !Array.isArray(measurements) ||
    !measurements.every((item) => typeof item === "object" && item !== null)
  ) {
    throw notARequest(file);
  }
  return {
    measurements: measurements as readonly MeasurementInput[],
    ...defined({
      task: textOrNothing(task, "task", file),
      device: textOrNothing(device, "device", file),
      idempotencyKey: textOrNothing(idempotencyKey, "idempotencyKey", file),
    }),
  };
}

const notARequest = (file: string) =>
  new InvalidInput(
    "FILE",
    `${file} must hold a list of measurements, or an object with one under "measurements"`,
  );

function textOrNothing(value: unknown, name: string, file: string): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw new InvalidInput("FILE", `${name} in ${file} must be text`);
}
