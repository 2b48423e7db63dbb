import { calibrationPanel, learningPanel } from "../../../../charts/figures/curve-panels.js";
import type { Figure } from "../../../../charts/figures/figure.js";
import type { Panel } from "../../../../charts/figures/panel.js";
import { parityPanel } from "../../../../charts/figures/parity-panel.js";
import { nameOf } from "../../../base/metric.js";
import type { DevicePage } from "../../../service/device-page/device-page.js";
import type { PredictorAssessment } from "../../../service/prediction/assessment/assess.js";
import type { LearningCurve } from "../../../service/prediction/assessment/learning-curve.js";
import type { HarmonicService } from "../../../service/service.js";
import type { Terminal } from "../../dependencies.js";
import { short } from "../format.js";
import { showProgress } from "../progress.js";
import { factorOf, quantityOf } from "./front-figure.js";

/** More networks than these are not told apart in a parity plot. */
const MOST_POINTS = 1000;

/**
 * The predictors in use of a device as a figure: for each of them predictions against measurements, the learning curve
 * and the calibration of its intervals. Progress is shown, since learning curves train predictors.
 */
export async function devicePlot(
  service: HarmonicService,
  { device, predictors }: DevicePage,
  { stderr }: Terminal,
): Promise<Figure> {
  const total = 2 * predictors.length;
  const bar = showProgress(stderr, { label: "assessing predictors", unit: "parts", total });
  const panels: Panel[] = [];
  const notes: string[] = [];
  try {
    for (const [i, { id, metric, space }] of predictors.entries()) {
      bar.update(2 * i, id);
      const assessment = await service.assessPredictor(id);
      bar.update(2 * i + 1, `learning curve of ${id}`);
      const curve = await service.learningCurve(id);
      const name = `${nameOf(metric)}, ${space}`;
      panels.push(...panelsOf(name, assessment, curve));
      notes.push(...[...assessment.notes, ...curve.notes].map((note) => `${name}: ${note}.`));
    }
  } finally {
    bar.stop();
  }
  const none = `no predictor of ${device.id} is in use; \`predictor train\` trains one`;
  return {
    title: `Predictors of ${device.id}`,
    subtitle: device.name === device.id ? "" : device.name,
    panels,
    notes: predictors.length === 0 ? [none] : notes,
  };
}

/** The plots of one predictor; those of which nothing is known are left out. */
function panelsOf(name: string, assessment: PredictorAssessment, curve: LearningCurve): Panel[] {
  const { metric, networks, calibration } = assessment;
  const [quantity, factor] = [quantityOf(metric), factorOf(metric)];
  const step = Math.max(1, networks.length / MOST_POINTS);
  const shown = Array.from(
    { length: Math.min(networks.length, MOST_POINTS) },
    (_, i) => networks[Math.floor(i * step)],
  );
  const points = shown.map(({ architecture, measured, predicted, lower, upper }) => ({
    name: short(architecture),
    measured: factor * measured,
    predicted: factor * predicted,
    lower: factor * lower,
    upper: factor * upper,
  }));
  const steps = curve.steps.map(({ networks: count, mae }) => ({ networks: count, error: factor * mae }));
  const { tested } = curve;
  return [
    ...(points.length === 0 ? [] : [parityPanel({ title: `Parity: ${name}`, quantity, points })]),
    ...(steps.length === 0
      ? []
      : [learningPanel({ title: `Learning curve: ${name}`, quantity, tested, points: steps })]),
    ...(calibration.length === 0
      ? []
      : [
          calibrationPanel({ title: `Calibration: ${name}`, networks: networks.length, points: calibration }),
        ]),
  ];
}
