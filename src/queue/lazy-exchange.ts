import type { JobExchange } from "../runs/jobs/exchange.js";
import { shownUrl } from "./connection.js";

/** Evaluations on BullMQ, which is loaded and connected when it is first used. */
export function lazyExchange(url: string, note: (line: string) => void): JobExchange {
  let opened: Promise<JobExchange> | undefined;
  const exchange = (): Promise<JobExchange> => {
    opened ??= import("./bullmq-exchange.js").then(({ bullmqExchange }) => bullmqExchange(url, note));
    return opened;
  };
  return {
    description: shownUrl(url),
    offer: async (jobs) => (await exchange()).offer(jobs),
    withdraw: async (id) => (await exchange()).withdraw(id),
    settled: async () => (await exchange()).settled(),
    forget: async (id) => (await exchange()).forget(id),
    counts: async () => (await exchange()).counts(),
    onSettled: (listener) => void exchange().then((found) => found.onSettled(listener)),
    close: async () => (await opened)?.close(),
  };
}
