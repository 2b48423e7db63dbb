import type { Terminal } from "../dependencies.js";
import { seconds } from "../output/format.js";
import { type Progress, showProgress } from "../output/progress.js";
import type { OnStage, ProgressStage } from "../training-tools.js";

const UNITS: Readonly<Record<ProgressStage, string>> = {
  reading: "examples",
  searching: "epochs",
  training: "epochs",
  scoring: "networks",
};

/** Progress of work in stages, one bar after the other, each with the time it has left at its pace so far. */
export function stageBars(terminal: Terminal): { onStage: OnStage; stop(): void } {
  let bar: Progress | undefined;
  let current = "";
  let started = 0;
  let first = 0;
  return {
    onStage(stage, done, total, remark) {
      if (stage !== current) {
        bar?.stop();
        bar = showProgress(terminal.stderr, { label: stage, unit: UNITS[stage], total });
        current = stage;
        started = Date.now();
        first = done;
      }
      const pace = (Date.now() - started) / 1000 / Math.max(1, done - first);
      const left = done > first ? `${seconds(pace * (total - done))} left` : "";
      bar?.update(done, [remark, left].filter(Boolean).join(", "));
    },
    stop: () => bar?.stop(),
  };
}
