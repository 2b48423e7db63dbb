import { createReadStream } from "node:fs";
import { defined } from "../../src/base/defined.js";
import { type DeviceId, deviceId, type TaskId, taskId } from "../../src/base/ids.js";
import { paretoFront } from "../../src/pareto/front.js";
import { hypervolume } from "../../src/pareto/hypervolume/hypervolume.js";
import { minimisedColumns, referencePoint } from "../../src/search/problem.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { genotypeKey } from "../../src/space/identity.js";
import type { Space } from "../../src/space/space.js";
import type { Genotype } from "../../src/space/types.js";
import { foldTable } from "../../src/tables/fold-table.js";
import { parseTable, type SampleTableData } from "../../src/tables/parse-table.js";
import { objectivesOf, replayTable } from "../../src/tables/table-objectives.js";

export const LEVELS = ["0.95", "0.99", "0.999"] as const;

/** A table as the peers see it, and what their results are measured by. */
export interface SearchedTable {
  readonly space: Space;
  readonly task: TaskId;
  readonly device: DeviceId;
  readonly table: SampleTableData;
  readonly candidates: readonly Genotype[];
  /** `[objective][candidate]`, minimised. */
  readonly columns: readonly Float64Array[];
  readonly reference: readonly number[];
  readonly trueHypervolume: number;
  /** What goes to the peers' standard input. */
  readonly json: string;
}

/** Genes without conditions only: the peers draw every gene. */
export async function loadProblem(options: {
  readonly samples: string;
  readonly space: string;
  readonly task: string;
  readonly device: string;
  readonly distinct?: string | undefined;
}): Promise<SearchedTable> {
  const definition = builtInSpace(options.space);
  if (definition === undefined) throw new Error(`no built-in space ${options.space}`);
  const space = compileSpace(definition);
  const table = await parseTable(
    createReadStream(options.samples),
    space,
    defined({ distinct: options.distinct }),
  );
  const [task, device] = [taskId(options.task), deviceId(options.device)];
  const objectives = objectivesOf(table, task, device);
  const { candidates, values, indexOf } = foldTable(replayTable(table, task, objectives), objectives);
  const points = candidates.map((_, i) => values.map((column) => column[i]));
  const problem = { space, objectives, limits: [] };
  const columns = minimisedColumns(problem, points);
  const reference = referencePoint(problem, points);
  const json = JSON.stringify({
    choices: space.genes.map((gene) => gene.choices.length),
    genotypes: candidates.map((genotype) => [...genotype]),
    values: columns.map((column) => [...column]),
    aliases: table.genotypes.flatMap((genotype) => {
      const candidate = indexOf.get(genotypeKey(genotype));
      return candidate === undefined ? [] : [[[...genotype], candidate]];
    }),
  });
  const trueHypervolume = hypervolume(columns, reference);
  return { space, task, device, table, candidates, columns, reference, trueHypervolume, json };
}

/** Candidates evaluated until each level; null: not among them. */
export function countsOf(
  { columns, reference, trueHypervolume }: SearchedTable,
  order: readonly number[],
): Record<string, number | null> {
  const counts: Record<string, number | null> = Object.fromEntries(LEVELS.map((level) => [level, null]));
  let front: readonly number[] = [];
  order.forEach((candidate, i) => {
    const members = [...front, candidate];
    const own = columns.map((column) => Float64Array.from(members, (member) => column[member]));
    front = Array.from(paretoFront(own), (member) => members[member]);
    if (!front.includes(candidate)) return;
    const share = hypervolume(own, reference) / trueHypervolume;
    for (const level of LEVELS) if (share >= Number(level)) counts[level] ??= i + 1;
  });
  return counts;
}

/** A level that was not reached counts as above every budget. */
export function medianOf(
  runs: readonly Readonly<Record<string, number | null>>[],
): Record<string, number | null> {
  const median = (level: string): number | null => {
    const counts = runs.map((run) => run[level] ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
    const middle = (counts[(counts.length - 1) >> 1] + counts[counts.length >> 1]) / 2;
    return Number.isFinite(middle) ? middle : null;
  };
  return Object.fromEntries(LEVELS.map((level) => [level, median(level)]));
}
