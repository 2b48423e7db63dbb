import { SingleBar } from "cli-progress";
import type { TextStream } from "../dependencies.js";
import { count, seconds } from "./format.js";

/** Work that is done before this is not worth a bar. */
const QUIET_MS = 2_000;
/** How often a stream that is no terminal gets a line. */
const LINE_MS = 5_000;

/** How far the work is; shows itself on standard error once it takes longer than two seconds. */
export interface Progress {
  update(done: number, remark?: string): void;
  stop(): void;
}

export interface ProgressOptions {
  readonly label: string;
  /** What is counted, e.g. "evaluations". */
  readonly unit: string;
  /** How many there will be; absent: not known. */
  readonly total?: number;
}

/** A bar on a terminal, else a line every few seconds. `stop` leaves no bar behind that is still moving. */
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
      if (Date.now() - started < QUIET_MS) return;
      running = true;
      drawn.start(total, done, payload);
    },
    stop: () => drawn.stop(),
  };
}

function lines(stream: TextStream, { label, unit, total }: ProgressOptions): Progress {
  const started = Date.now();
  let last = started - LINE_MS + QUIET_MS;
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

/** Runs `work`; where it takes long, says that it still runs: in one line that changes on a terminal, else every few seconds. */
export async function whileWorking<T>(stream: TextStream, label: string, work: Promise<T>): Promise<T> {
  const started = Date.now();
  const interval = stream.isTTY ? QUIET_MS / 2 : LINE_MS;
  const timer = setInterval(() => {
    const elapsed = Date.now() - started;
    const line = `${label} ... ${seconds(elapsed / 1000)}`;
    if (!stream.isTTY) stream.write(`${line}\n`);
    else if (elapsed >= QUIET_MS) stream.write(`${CLEAR_LINE}${line}`);
  }, interval);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    if (stream.isTTY) stream.write(CLEAR_LINE);
  }
}

/** Back to the start of the terminal's line, and nothing on it. */
const CLEAR_LINE = "\r\u001b[K";
