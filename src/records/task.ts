import type { SpaceId, TaskId } from "../base/ids.js";

/** What an accuracy is an accuracy of. */
export interface Task {
  readonly id: TaskId;
  readonly space: SpaceId;
  readonly name: string;
  readonly description: string;
}
