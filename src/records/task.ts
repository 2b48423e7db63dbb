import type { SpaceId, TaskId } from "../base/ids.js";

/** What an accuracy refers to: a data set with its splits and the question asked of it. */
export interface Task {
  readonly id: TaskId;
  readonly space: SpaceId;
  readonly name: string;
  readonly description: string;
}
