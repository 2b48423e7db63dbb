import { SingleBar } from "cli-progress";
import type { TextStream } from "../dependencies.js";
import { count, seconds } from "./format.js";

/** Time after which progress is shown [ms]. */
const DELAY_MS = 2_000;
/** Time between two lines on a stream that is not a terminal [ms]. */
const LINE_MS = 5_000;
/** Control sequence that moves to the start of the terminal's line and clears it. */
const CLEAR_LINE = "\r\u001b[K";

/** Progress of some work, which is shown once the work has taken two seconds. */
export interface Progress {
  /** Sets the amount that is done, and a remark to be shown with it. */
  update(done: number, remark?: string): void;
  /** Ends the display. To be called once, also after a failure. */
  stop(): void;
}

export interface ProgressOptions {
  /** What is being done, e.g. "searching". */
  readonly label: string;
  /** What is counted, e.g. "evaluations". */
  readonly unit: string;
  /** Total amount; absent if not known. */
  readonly total?: number;
}

/** Shows progress: as a bar on a terminal if the total is known, else as a line every five seconds. */
export function showProgress(stream: TextStream, options: ProgressOptions): Progress {
  return stream.isTTY && options.total !== undefined
    ? bar(stream, { ...options, total: options.total })
    : lines(stream, options);
}

function bar(stream: TextStream, { label, unit, total }: Required<ProgressOptions>): Progress {
  const started = Date.now();
  const drawn = new SingleBar({
    format: `${label} [{bar}] {value}/{total} ${unit}, {duration_formatted}{remark}`,
    stream,
    hideCursor: null,
    gracefulExit: false,
    barsize: 30,
  });
  let running = false;
  return {
    update(done, remark = "") {
      const payload = { remark: remark === "" ? "" : `, ${remark}` };
      if (running) return drawn.update(done, payload);
      if (Date.now() - started < DELAY_MS) return;
      running = true;
      drawn.start(total, done, payload);
    },
    stop: () => drawn.stop(),
  };
}

function lines(stream: TextStream, { label, unit, total }: ProgressOptions): Progress {
  const started = Date.now();
  let last = started - LINE_MS + DELAY_MS;
  let written = "";
  const line = () => {
    if (written === "" || Date.now() - last < LINE_MS) return;
    last = Date.now();
    stream.write(`${label}: ${written}, ${seconds((last - started) / 1000)}\n`);
  };
  const timer = setInterval(line, 500);
  timer.unref();
  return {
    update(done, remark) {
      const of = total === undefined ? count(done) : `${count(done)} of ${count(total)}`;
      written = [`${of} ${unit}`, remark].filter(Boolean).join(", ");
      line();
    },
    stop: () => clearInterval(timer),
  };
}

/**
 * Waits for work of unknown length, and shows the elapsed time meanwhile: on a terminal in one line that is updated and
 * cleared at the end, else as a line every five seconds.
 */
export async function whileWorking<T>(stream: TextStream, label: string, work: Promise<T>): Promise<T> {
  const started = Date.now();
  const interval = stream.isTTY ? DELAY_MS / 2 : LINE_MS;
  const timer = setInterval(() => {
    const elapsed = Date.now() - started;
    const line = `${label} ... ${seconds(elapsed / 1000)}`;
    if (!stream.isTTY) stream.write(`${line}\n`);
    else if (elapsed >= DELAY_MS) stream.write(`${CLEAR_LINE}${line}`);
  }, interval);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    if (stream.isTTY) stream.write(CLEAR_LINE);
  }
}

/**
 * Shows the progress of one part after the other; a part has a label of its own.
 * @param unit what is counted, or a function of the label
 */
export function showParts(
  { stderr }: { readonly stderr: TextStream },
  unit: string | ((label: string, total: number) => string),
) {
  let shown: { readonly label: string; readonly progress: Progress } | undefined;
  return {
    show(label: string, done: number, total: number): void {
      if (shown?.label !== label) {
        shown?.progress.stop();
        const counted = typeof unit === "string" ? unit : unit(label, total);
        shown = { label, progress: showProgress(stderr, { label, unit: counted, total }) };
      }
      shown.progress.update(Math.min(total, Math.round(done)));
    },
    stop: () => shown?.progress.stop(),
  };
}
