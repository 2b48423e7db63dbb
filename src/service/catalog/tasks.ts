import { onceMore } from "../../base/async/once-more.js";
import { defined } from "../../base/defined.js";
import { Conflict } from "../../base/errors.js";
import { taskId } from "../../base/ids.js";
import { type ScoreId, scoreNameOf } from "../../base/metric.js";
import { requireId, requireText } from "../../base/validate.js";
import type { Projections } from "../../projections/projections.js";
import type { Task } from "../../records/task.js";

/** A task as the user wrote it; of a known task, a text that is left out keeps its value. */
export interface RegisterTask {
  readonly id: string;
  readonly space: string;
  readonly name?: string;
  readonly description?: string;
  /** What its accuracy is. */
  readonly score?: ScoreId;
}

/**
 * Stores a task: what accuracies are measured on. A known task keeps its search space; another one throws `Conflict` on
 * `space`. Its name and description may be replaced, and its score as long as no accuracy is measured on it; afterwards
 * another one throws `Conflict` on `score`.
 */
export function registerTask(
  stores: Pick<Projections, "archive" | "catalog">,
  input: RegisterTask,
): Promise<{ readonly task: Task; readonly created: boolean }> {
  return onceMore(() => storeTask(stores, input));
}

async function storeTask(
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
  const score = input.score ?? known?.score;
  if (known !== undefined && score !== known.score) {
    const measured = (await archive.counts()).tasks[id]?.measured ?? 0;
    if (measured > 0)
      throw new Conflict(
        "score",
        `the accuracy of task "${id}" is its ${scoreNameOf(known.score)}, and it is measured for ${measured} ` +
          `networks: register another task for the ${scoreNameOf(score)}`,
      );
  }
  const task: Task = {
    id,
    space: space.spec.id,
    name: requireText(input.name ?? known?.name ?? id, "name", 200),
    description: requireText(input.description ?? known?.description ?? "", "description", 4000),
    ...defined({ score }),
  };
  await archive.commit([
    known === undefined
      ? { type: "insert", kind: "task", record: task }
      : { type: "replace", kind: "task", record: task, was: known },
  ]);
  return { task, created: known === undefined };
}
