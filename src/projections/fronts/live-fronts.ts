import type { Metric, Source } from "../../base/metric.js";
import type { FloatColumn } from "../columns/float-column.js";
import { LayeredColumn } from "../columns/layers.js";
import { LiveFront } from "./live-front.js";
import { ObjectiveColumns } from "./objective-columns.js";
import type { RowSet } from "./row-set.js";

/** The values of a metric that have one source and are beyond their predictor's training data or not. */
export interface Layer {
  readonly source: Source;
  readonly isExtrapolated?: boolean;
  readonly values: FloatColumn;
}

/** Which values of a metric count. */
export interface Allowed {
  readonly sources: readonly Source[];
  readonly extrapolated: boolean;
}

/**
 * Keeps the Pareto fronts of networks that were asked for, at most `MOST_FRONTS` of them, and what they are made of,
 * from one moment to the next. Questions about several moments may alternate.
 */
export class LiveFronts {
  readonly #columns = new Map<string, LayeredColumn>();
  readonly #fronts = new Map<string, LiveFront>();

  /** The allowed values of a metric by row, of the first layer that has one. */
  column(metric: Metric, layers: readonly Layer[], allowed: Allowed): FloatColumn {
    const shown = layers.map(
      ({ source, isExtrapolated = false }) =>
        allowed.sources.includes(source) && (allowed.extrapolated || !isExtrapolated),
    );
    const key = `${metric} ${shown.join()}`;
    const column = this.#columns.get(key) ?? new LayeredColumn();
    this.#columns.set(key, column);
    return column.of(
      layers.map(({ values }) => values),
      shown,
    );
  }

  /** The rows whose every objective has an allowed value. */
  rowSet(
    objectives: readonly Metric[],
    layersOf: (metric: Metric) => readonly Layer[],
    allowed: Allowed,
  ): RowSet {
    const columns = new ObjectiveColumns(
      objectives,
      objectives.map((metric) => this.column(metric, layersOf(metric), allowed)),
    );
    const key = JSON.stringify([objectives, [...allowed.sources].sort(), allowed.extrapolated]);
    const front = this.#fronts.get(key) ?? new LiveFront(columns);
    this.#fronts.delete(key);
    this.#fronts.set(key, front);
    if (this.#fronts.size > MOST_FRONTS) this.#fronts.delete(this.#fronts.keys().next().value as string);
    return front.at(columns);
  }
}

/** A front of a million rows takes some 10 MB. */
const MOST_FRONTS = 16;
