import type { OnStage, ProgressStage } from "../dataset-tools.js";
import type { Terminal } from "../dependencies.js";
import { seconds } from "../output/format.js";
import { type Progress, showProgress } from "../output/progress.js";

const UNITS: Readonly<Record<ProgressStage, string>> = {
  reading: "examples",
  searching: "epochs",
  training: "epochs",
  scoring: "networks",
};

/** Shows the progress of work in stages, with one bar per stage that includes an estimate of the remaining time. */
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
