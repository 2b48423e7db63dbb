import { inWords } from "../../base/remedy.js";
import type { Finding } from "../../service/findings/finding.js";
import { count, number, short, unitText } from "./format.js";
import { namedMetric } from "./predictors.js";

/** The networks of a finding that the text names; `--json` has all. */
const NAMED = 8;

/** A finding as JSON, with all its networks. */
export const findingJson = ({ remedies, predictor, ...finding }: Finding) => ({
  ...namedMetric(finding),
  predictor: predictor ?? null,
  advice: remedies.map((remedy) => inWords(remedy, "cli")),
});

/** A finding as lines of text, with the clearest of its networks. */
export function findingLines({ kind, metric, text, cause, remedies, evidence }: Finding): readonly string[] {
  const unit = unitText(metric);
  const shown = evidence.slice(0, NAMED).map(({ architecture, measurements, measured, expected }) => {
    const ids =
      measurements.length === 1
        ? `measurement ${short(measurements[0])}`
        : `${measurements.length} measurements`;
    return `    ${short(architecture)}: ${number(measured)}${unit}, expected ${number(expected)}${unit} (${ids})`;
  });
  const more = evidence.length - shown.length;
  return [
    `- ${kind}: ${text}`,
    `  suspected cause: ${cause}`,
    ...remedies.map((remedy) => `  what to do: ${inWords(remedy, "cli")}`),
    ...shown,
    ...(more > 0 ? [`    and ${count(more)} more networks; --json has all`] : []),
  ];
}
