import type { Measurement } from "../../records/measurement.js";
import type { News } from "../news.js";

/** Announces to this process's listeners the search spaces whose measurements were stored or retracted. */
export function announceMeasurements(news: News, measurements: readonly Measurement[]): void {
  for (const space of new Set(measurements.map((measurement) => measurement.space)))
    news.announce({ kind: "measurements", space });
}
