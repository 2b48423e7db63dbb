import type { Predictor, PredictorState } from "../../../predictors/port.js";
import { extrasOf, isReadable, revivePredictor } from "../../../predictors/revive.js";
import type { PredictorId } from "../../base/ids.js";
import type { Metric } from "../../base/metric.js";
import type { Archive } from "../../records/archive.js";
import type { Space } from "../../space/space.js";
import type { Catalog, SubjectId } from "../catalog.js";
import { columnTitle, type ProfileColumn, profileColumn, withColumns } from "./profile-columns.js";
import { sourceColumn, sourceOf } from "./source-columns.js";
import { workloadColumn } from "./workload-columns.js";

/** A stored predictor, or the reason why it cannot be used any more and has to be trained again. */
export type Stored = { readonly id: PredictorId } & (
  | { readonly predictor: Predictor; readonly unusable?: never }
  | { readonly predictor?: never; readonly unusable: string }
);

const EARLIER = "it was trained by an earlier version of the program";

/**
 * Keeps the predictors in use, each read once per version. A predictor that an earlier version of the program
 * trained, or that learned from an operator profile that has changed since, cannot be used.
 */
export class PromotedPredictors {
  readonly #revived = new Map<string, Predictor>();

  constructor(
    private readonly archive: Archive,
    private readonly catalog: Catalog,
  ) {}

  /** Returns the promoted predictor of a metric; undefined if none was trained. */
  async of(space: Space, subject: SubjectId, metric: Metric): Promise<Stored | undefined> {
    const [record] = await this.archive.listPredictors({
      space: space.spec.id,
      ...subject,
      metric,
      promoted: true,
    });
    return record && this.#revive(space, record.id, record.createdAt);
  }

  /** Returns one version of a predictor, whether or not it is in use. */
  async version(space: Space, id: PredictorId): Promise<Stored | undefined> {
    const record = await this.archive.get("predictor", id);
    return record && this.#revive(space, id, record.createdAt);
  }

  /**
   * Tells why a version with this state cannot be used; undefined if it can. It is cheaper than reading the
   * predictor.
   */
  async whyUnusable(space: Space, state: PredictorState): Promise<string | undefined> {
    return isReadable(state) ? (await this.#columnsOf(space, extrasOf(state))).unusable : EARLIER;
  }

  /**
   * Reads a predictor once. The key contains the date because an archive that was emptied may give out an id again,
   * but not with the same date.
   */
  async #revive(space: Space, id: PredictorId, createdAt: string): Promise<Stored> {
    const key = `${id} ${createdAt}`;
    let predictor = this.#revived.get(key);
    if (predictor === undefined) {
      const record = await this.archive.get("predictor", id);
      if (record === undefined) throw new Error(`predictor ${id} is listed but not stored`);
      if (!isReadable(record.state)) return { id, unusable: EARLIER };
      predictor = revivePredictor(record.state, space);
      this.#revived.set(key, predictor);
    }
    if (predictor.extras.length === 0) return { id, predictor };
    const { columns, unusable } = await this.#columnsOf(space, predictor.extras);
    return unusable === undefined ? { id, predictor: withColumns(predictor, columns) } : { id, unusable };
  }

  /** Finds the columns that a predictor learned from, and says which of them has changed or is gone. */
  async #columnsOf(
    space: Space,
    names: readonly string[],
  ): Promise<{ readonly columns: readonly ProfileColumn[]; readonly unusable?: string }> {
    const columns: ProfileColumn[] = [];
    for (const name of names) {
      const column =
        workloadColumn(space, name) ??
        (await this.#predicted(space, name)) ??
        (await profileColumn(this.catalog, space, name));
      if (column === undefined) {
        return {
          columns,
          unusable: `it learnt from the ${columnTitle(name)}, which has changed since or is gone`,
        };
      }
      columns.push(column);
    }
    return { columns };
  }

  /** The column of another device's predictor; undefined if the name is not one of such a column, or it is gone. */
  async #predicted(space: Space, name: string): Promise<ProfileColumn | undefined> {
    const id = sourceOf(name);
    const source = id === undefined ? undefined : (await this.version(space, id))?.predictor;
    return source && sourceColumn(name, source);
  }

  /** Forgets all predictors. It is called after the archive was emptied. */
  forget(): void {
    this.#revived.clear();
  }
}
