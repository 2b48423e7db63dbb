import type { Predictor } from "../../../predictors/port.js";
import { isReadable, revivePredictor } from "../../../predictors/revive.js";
import type { PredictorId } from "../../base/ids.js";
import type { Metric } from "../../base/metric.js";
import type { Space } from "../../space/space.js";
import type { SubjectId } from "../catalog/lookup.js";
import type { Archive } from "../ports.js";
import { type ProfileColumn, profileColumn, withColumns } from "./profile-columns.js";

export interface PromotedPredictor {
  readonly id: PredictorId;
  readonly predictor: Predictor;
}

/**
 * The predictors in use, revived once per version. One of an earlier version of the program, or that learnt from an operator profile that has
 * changed since, counts as none: it must be trained again.
 */
export class PromotedPredictors {
  readonly #revived = new Map<string, Predictor>();

  constructor(private readonly archive: Archive) {}

  async of(space: Space, subject: SubjectId, metric: Metric): Promise<PromotedPredictor | undefined> {
    const [record] = await this.archive.listPredictors({
      space: space.spec.id,
      ...subject,
      metric,
      promoted: true,
    });
    if (record === undefined) return undefined;
    const predictor = await this.#revive(space, record.id, record.createdAt);
    return predictor && { id: record.id, predictor };
  }

  /** One version, in use or not any more. */
  async version(space: Space, id: PredictorId): Promise<Predictor | undefined> {
    const record = await this.archive.get("predictor", id);
    return record && this.#revive(space, id, record.createdAt);
  }

  /** An archive that was emptied may give an id again, but not with the same date. */
  async #revive(space: Space, id: PredictorId, createdAt: string): Promise<Predictor | undefined> {
    const key = `${id} ${createdAt}`;
    let predictor = this.#revived.get(key);
    if (predictor === undefined) {
      const record = await this.archive.get("predictor", id);
      if (record === undefined) throw new Error(`predictor ${id} is listed but not stored`);
      if (!isReadable(record.state)) return undefined;
      predictor = revivePredictor(record.state, space);
      this.#revived.set(key, predictor);
    }
    return this.#supplied(predictor, space);
  }

  async #supplied(predictor: Predictor, space: Space): Promise<Predictor | undefined> {
    if (predictor.extras.length === 0) return predictor;
    const columns: ProfileColumn[] = [];
    for (const name of predictor.extras) {
      const column = await profileColumn(this.archive, space, name);
      if (column === undefined) return undefined;
      columns.push(column);
    }
    return withColumns(predictor, columns);
  }

  forget(): void {
    this.#revived.clear();
  }
}
