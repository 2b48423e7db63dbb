import type { BackgroundFigures } from "./background.js";
import type { LoadFigures } from "./load.js";

/** What a figure should be, and whether it is. */
export interface Target {
  /** The figure, with its unit. */
  readonly name: string;
  readonly bound: "at most" | "at least";
  readonly target: number;
  readonly value: number;
  readonly isMet: boolean;
}

/** The targets of a server with two cores that searches and trains while 64 clients ask. */
export function targetsOf(loaded: LoadFigures & BackgroundFigures, idle: LoadFigures): readonly Target[] {
  const requests = Object.values(loaded.kinds).reduce((sum, { count }) => sum + count, 0);
  return [
    most("trivial requests, p99 [ms]", 50, loaded.trivial.p99),
    most("mixed requests, p99 [ms]", 250, loaded.mixed.p99),
    most("event-loop delay, p99 [ms]", 20, loaded.eventLoopDelay.p99),
    most("refused [% of requests]", 1, requests === 0 ? 0 : (100 * loaded.refused) / requests),
    most("errors, unseen fronts included", 0, loaded.errors + idle.errors + loaded.unseenFronts.failed),
    least("requests per second", 150, loaded.requestsPerSecond),
    least(
      "requests per second, as a share of the idle server's",
      0.5,
      loaded.requestsPerSecond / idle.requestsPerSecond,
    ),
  ];
}

const most = (name: string, target: number, value: number): Target => ({
  name,
  bound: "at most",
  target,
  value,
  isMet: value <= target,
});

const least = (name: string, target: number, value: number): Target => ({
  name,
  bound: "at least",
  target,
  value,
  isMet: value >= target,
});
