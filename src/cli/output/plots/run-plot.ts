import type { Figure } from "../../../../charts/figures/figure.js";
import { hypervolumePanel } from "../../../../charts/figures/hypervolume-panel.js";
import { excess } from "../../../base/metric.js";
import type { RunEvaluation } from "../../../runs/view/evaluations.js";
import { foundValue, hypervolumeCurve } from "../../../runs/view/hypervolume-curve.js";
import type { RunProgress } from "../../../runs/view/run-progress.js";
import { statusName } from "../../../runs/view/status-name.js";
import { limitOf } from "../../../search/constraints/constraints.js";
import { type ObjectiveName, objectiveNamed, shownName } from "../../../search/objective-names.js";
import { count, short } from "../format.js";
import { frontFigure, type Values } from "./front-figure.js";

/** A run as a figure: its hypervolume over evaluations, and its front over everything that it evaluated. */
export function runPlot(
  progress: RunProgress,
  evaluations: readonly RunEvaluation[],
  axes: "linear" | "log" | undefined,
): Figure {
  const { run, objectives, points, leftOut = 0 } = progress;
  const { task, devices, strategy, budget, constraints } = run.settings;
  const done = evaluations.filter(({ status, fidelity }) => status === "done" && fidelity === undefined);
  const curve = hypervolumeCurve(progress, evaluations);
  const limit = (name: ObjectiveName) => {
    const { metric, device } = objectiveNamed(name);
    return limitOf(constraints, metric, device);
  };
  const out = new Set<string>(
    done.flatMap((evaluation) =>
      objectives.some((name) => isBeyond(evaluation, name, limit(name))) ? evaluation.id : [],
    ),
  );
  const front = frontFigure({
    title: `Run ${short(run.id)}: ${task} on ${devices.join(", ")}`,
    subtitle:
      `${strategy}, ${statusName(run.status)}, ${count(progress.evaluations)} of ${count(budget)} evaluations, ` +
      `${count(points.length)} networks on the front`,
    ...{ objectives, points, limitOf: limit },
    known: (name) => valuesOf(done, name),
    isOut: (id) => out.has(id),
    ...(axes !== undefined && { axes }),
    notes: leftOut === 0 ? [] : [`${count(leftOut)} networks of the table are left out of the run.`],
  });
  if (done.length === 0) return { ...front, panels: [], notes: ["the run has evaluated no network yet"] };
  const names = objectives.map(shownName);
  const volume = hypervolumePanel({
    title: "Hypervolume over evaluations",
    objectives: names,
    lines: [{ name: "run", points: curve }],
  });
  const missing = "The hypervolume is not drawn: its reference point is not known yet.";
  return {
    ...front,
    panels: [...(curve.length === 0 ? [] : [volume]), ...front.panels],
    notes: [...front.notes, ...(curve.length === 0 ? [missing] : [])],
  };
}

function isBeyond(evaluation: RunEvaluation, name: ObjectiveName, limit: number | undefined): boolean {
  const value = foundValue(evaluation, name);
  if (limit === undefined || value === undefined) return false;
  return excess(objectiveNamed(name).metric, value, limit) > 0;
}

const valuesOf = (evaluations: readonly RunEvaluation[], name: ObjectiveName): Values =>
  new Map(
    evaluations.flatMap((evaluation) => {
      const value = foundValue(evaluation, name);
      return value === undefined ? [] : [[evaluation.id, { value, source: "MEASURED" as const }] as const];
    }),
  );
