import { Conflict } from "../../base/errors.js";
import { taskId } from "../../base/ids.js";
import { requireId, requireText } from "../../base/validate.js";
import type { Projections } from "../../projections/projections.js";
import type { Task } from "../../records/task.js";

export interface RegisterTask {
  readonly id: string;
  readonly space: string;
  readonly name?: string;
  readonly description?: string;
}

/** Stores what an accuracy is an accuracy of. A known task keeps its space; its texts may be given anew. */
export async function registerTask(
  { archive, catalog }: Pick<Projections, "archive" | "catalog">,
  input: RegisterTask,
): Promise<{ readonly task: Task; readonly created: boolean }> {
  const id = taskId(requireId(input.id, "id"));
  const space = await catalog.space(input.space);
  const known = await archive.get("task", id);
  if (known !== undefined && known.space !== space.spec.id) {
    throw new Conflict(
      "space",
      `task "${id}" belongs to search space "${known.space}", not "${space.spec.id}"`,
    );
  }
  const task: Task = {
    id,
    space: space.spec.id,
    name: requireText(input.name ?? known?.name ?? id, "name", 200),
    description: requireText(input.description ?? known?.description ?? "", "description", 4000),
  };
  await archive.commit([{ type: known === undefined ? "insert" : "put", kind: "task", record: task }]);
  return { task, created: known === undefined };
}
