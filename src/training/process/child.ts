import type { OnStage } from "../../cli/training-tools.js";
import { LocalTraining } from "../tools.js";
import { type Answer, failureOf, type Request } from "./messages.js";

// The program of the training process. It answers the calls of its parent one after the other and ends with it.
const send = (answer: Answer): void => {
  process.send?.(answer);
};
const tools = new LocalTraining((note) => send({ note }));
const aborts = new Map<number, AbortController>();
let queue: Promise<unknown> = Promise.resolve();

process.on("message", (request: Request) => {
  if ("abort" in request) {
    aborts.get(request.call)?.abort();
    return;
  }
  const { call } = request;
  const abort = new AbortController();
  aborts.set(call, abort);
  queue = queue.then(() => answer(request, abort.signal)).finally(() => aborts.delete(call));
});
process.on("disconnect", () => process.exit(0));
// Ctrl-C is sent to the whole process group; the parent decides whether to abort.
process.on("SIGINT", () => {});

async function answer(
  { call, method, args }: Extract<Request, { method: string }>,
  signal: AbortSignal,
): Promise<void> {
  try {
    signal.throwIfAborted();
    const onStage: OnStage = (...stage) => send({ call, stage });
    const tool = tools[method] as (...args: unknown[]) => Promise<unknown>;
    send({ call, result: (await tool.call(tools, ...args, onStage, signal)) ?? null });
  } catch (error) {
    send({ call, failure: failureOf(error) });
  }
}
