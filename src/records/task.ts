import type { SpaceId, TaskId } from "../base/ids.js";
import type { ScoreId } from "../base/metric.js";

/** What an accuracy refers to: a data set with its splits and the question asked of it. */
export interface Task {
  readonly id: TaskId;
  readonly space: SpaceId;
  readonly name: string;
  readonly description: string;
  /** What its accuracy is; absent where none was declared: the accuracy. */
  readonly score?: ScoreId;
}
