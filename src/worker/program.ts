import { isRecord } from "../base/json/is-record.js";
import { callProgram, SHOWN } from "../profiling/runners/call.js";
import { NotMeasured } from "../profiling/runners/runner.js";
import type { Job } from "./job-source.js";

/**
 * Evaluates a job. Throws `NotMeasured` with the reason where that fails, `Stopped` where `signal` ended it, and a
 * `HarmonicError` where this worker cannot evaluate such jobs at all: it gives the job back then, and ends.
 */
export type Evaluate = (job: Job, signal: AbortSignal) => Promise<object>;

/**
 * Calls `use` with the path of the network of a job as an ONNX model, which is there until `use` has ended; with null
 * where networks of the search space cannot be exported.
 */
export type WithModel = <T>(job: Job, use: (model: string | null) => Promise<T>) => Promise<T>;

/**
 * Evaluates with a program of the user: each job is a process of its own, which reads the job as one JSON document from
 * standard input and answers with one JSON object, such as `{"accuracy": 0.9, "latency": 1.5}`, on standard output, as
 * its last line or as all that it prints.
 *
 * @param limit longest time of one job [ms]
 */
export function programEvaluator(command: string, limit: number, withModel: WithModel): Evaluate {
  return (job, signal) =>
    withModel(job, async (model) => {
      const { claim, task, devices, architecture } = job;
      const input = `${JSON.stringify({ claim, task, devices, architecture, model })}\n`;
      return answerOf(await callProgram({ command, input, limit, signal }));
    });
}

/** The object that a program printed. Throws `NotMeasured` that says what it printed instead. */
export function answerOf(output: string): object {
  const text = output.trim();
  const last = text.split("\n").at(-1) ?? "";
  const answer = parsed(text) ?? parsed(last);
  if (isRecord(answer)) return answer;
  throw new NotMeasured(
    'the last line that --command prints must be a JSON object such as {"accuracy": 0.9, "latency": 1.5}' +
      (text === "" ? ", but it printed nothing" : `, not ${JSON.stringify(last.slice(0, SHOWN))}`),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
