import { familyNamed } from "../../predictors/families/index.js";
import { createEncoder } from "../../predictors/features/encoder.js";
import { fitTransform, transformKinds } from "../../predictors/transforms.js";
import type { TaskId } from "../base/ids.js";
import { isCost } from "../base/metric.js";
import { Random } from "../base/random.js";
import { knownValues } from "../search/known-objectives.js";
import type { Objective, ObjectiveColumn, Problem } from "../search/ports.js";
import type { Space } from "../space/space.js";
import type { Genotype } from "../space/types.js";

/** Another task of a table, and of how many random networks its accuracy is known. */
export interface RelatedTask {
  readonly task: TaskId;
  readonly networks: number;
}

/** The networks of a table with their values, by objective. */
interface Replayed {
  readonly space: Space;
  readonly objectives: readonly Objective[];
  readonly candidates: readonly Genotype[];
  readonly values: readonly Float64Array[];
}

/** The costs that are known of `count` random networks, drawn by the seed; none for a count of 0. */
export function knownCosts(
  { objectives, candidates, values }: Replayed,
  count: number,
  seed: number,
): NonNullable<Problem["known"]> {
  const rows = new Random(seed)
    .fork("known networks")
    .shuffle([...candidates.keys()])
    .slice(0, count);
  const networks = rows.map((row) => candidates[row]);
  return objectives.flatMap(({ metric }, objective) =>
    isCost(metric) && count > 0
      ? [
          knownValues(
            objective,
            networks,
            Float64Array.from(rows, (row) => values[objective][row]),
          ),
        ]
      : [],
  );
}

/**
 * What a model of another task's accuracy, fitted to `count` random networks drawn by the seed, predicts of every
 * network, on its latent scale.
 */
export function relatedColumn(
  { space, candidates }: Pick<Replayed, "space" | "candidates">,
  accuracies: Float64Array,
  { task, networks: count }: RelatedTask,
  seed: number,
): ObjectiveColumn {
  const measured = [...candidates.keys()].filter((row) => !Number.isNaN(accuracies[row]));
  const rows = new Random(seed).fork("related networks").shuffle(measured).slice(0, count);
  const encoder = createEncoder(space, []);
  const networks = rows.map((row) => candidates[row]);
  const known = Float64Array.from(rows, (row) => accuracies[row]);
  const transform = fitTransform(transformKinds("accuracy")[0], known);
  const model = familyNamed("gaussian-process").fit(encoder.encode(networks, []), transform.toLatent(known), {
    seed,
    groups: encoder.groupsFor("accuracy"),
  });
  return {
    name: `accuracy of ${task}`,
    objective: 0,
    values: (asked) => model.predict(encoder.encode(asked, [])).mean,
  };
}
