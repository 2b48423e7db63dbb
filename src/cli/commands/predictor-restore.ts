import { Command } from "@commander-js/extra-typings";
import type { Restoration } from "../../service/prediction/restore.js";
import type { CliDependencies } from "../dependencies.js";
import { examples } from "../input/options.js";
import { count } from "../output/format.js";
import { namedMetric, qualityColumns, qualityRow } from "../output/predictors.js";
import { table } from "../output/table.js";
import { withService } from "../session.js";

/** The command `predictor restore`. */
export const restoreCommand = (cli: CliDependencies) =>
  new Command("restore")
    .description(
      "puts an earlier version of a predictor back into use, whatever its quality; the version in use before is kept",
    )
    .argument("<id>", "id of the version, or a unique beginning of it; `harmonic predictor list` shows them")
    .addHelpText("after", examples("predictor restore ofa-mobilenet-v3.2080ti-b1.latency.v1"))
    .action((id, _, command) =>
      withService(cli, command, async ({ service }) => {
        const report = await service.restorePredictor(id);
        return {
          json: {
            ...report,
            predictor: namedMetric(report.predictor),
            quality: report.quality ?? null,
            previous: report.previous ?? null,
          },
          text: () => restorationText(report),
        };
      }),
    );

function restorationText({ predictor, changed, quality, previous }: Restoration): string {
  if (!changed) return `${predictor.id} is in use already; nothing was changed`;
  const instead = previous === undefined ? "no version was in use before" : `instead of ${previous.id}`;
  const head = `${predictor.id} is in use again, ${instead}`;
  if (quality === undefined) {
    return (
      `${head}\nfewer than 2 networks are measured from which neither version has learnt, so that they cannot be ` +
      "compared; `predictor list` has the quality of each at its training"
    );
  }
  const rows = [qualityRow(predictor.id, predictor.metric, quality)];
  if (previous?.quality !== undefined) rows.push(qualityRow(previous.id, predictor.metric, previous.quality));
  const unusable =
    previous !== undefined && previous.quality === undefined
      ? [`${previous.id} cannot be used any more, so that there is nothing to compare with`]
      : [];
  return [
    head,
    `tested on the ${count(quality.networks)} held-out networks that are measured today:`,
    table(qualityColumns, rows),
    ...unusable,
  ].join("\n");
}
