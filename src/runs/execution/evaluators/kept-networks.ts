import { minimised } from "../../../base/metric.js";
import { paretoFront } from "../../../pareto/front.js";
import type { Task } from "../../../records/task.js";
import type { Objective } from "../../../search/ports.js";
import { fromArchitecture } from "../../../space/architecture.js";
import type { Space } from "../../../space/space.js";
import type { RunContext } from "../../run-context.js";
import type { MeasuredValues } from "./measured-values.js";

/** The trained networks of a task that are kept in files, with their values by objective of a run. */
export class KeptNetworks {
  readonly #files: string[] = [];
  readonly #columns: number[][];

  constructor(private readonly objectives: readonly Pick<Objective, "metric">[]) {
    this.#columns = objectives.map(() => []);
  }

  /** @param values in the order of the objectives, in natural units */
  add(file: string, values: readonly number[]): void {
    this.#files.push(file);
    this.objectives.forEach(({ metric }, m) => {
      this.#columns[m].push(minimised(metric, values[m]));
    });
  }

  /** Names the files of the networks that no other kept one is better than in every objective. */
  front(): readonly string[] {
    if (this.#files.length === 0) return [];
    const columns = this.#columns.map((column) => Float64Array.from(column));
    return [...paretoFront(columns)].map((i) => this.#files[i]);
  }
}

/** Finds the networks that earlier runs, or earlier parts of a resumed one, kept for a task. */
export async function keptNetworks(
  { archive, subjects }: Pick<RunContext, "archive" | "subjects">,
  task: Task,
  space: Space,
  { objectives, values }: { readonly objectives: readonly Objective[]; readonly values: MeasuredValues },
): Promise<KeptNetworks> {
  const kept = new KeptNetworks(objectives);
  const measured = await subjects.ofTask(space.spec.id, task.id);
  for (const id of measured.ids()) {
    const files = (await archive.measurementsOf(id)).flatMap(({ measurement: m }) =>
      m.subject === "task" && m.task === task.id && !m.retracted && m.network !== undefined
        ? [m.network]
        : [],
    );
    const record = files.length === 0 ? undefined : await archive.architecture(id);
    const known = record && values.of(fromArchitecture(space, record.architecture));
    if (known !== undefined) for (const file of files) kept.add(file, known);
  }
  return kept;
}
