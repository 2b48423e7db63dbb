/**
 * A strategy of one's own, beside random search: evaluations until a share of the true front's hypervolume, on the
 * measured AV-MNIST-hard networks that ship. CONTRIBUTING.md says how it becomes one of the product's own.
 *
 *   npx tsx examples/strategy/hill-climbing.ts
 */
import { createReadStream } from "node:fs";
import { deviceId, taskId } from "../../src/base/ids.js";
import { Random } from "../../src/base/random.js";
import { benchSearch } from "../../src/benches/bench-search.js";
import { paretoFront } from "../../src/pareto/front.js";
import { randomNetworks } from "../../src/search/candidates/random-networks.js";
import { History } from "../../src/search/history.js";
import type { Problem, Strategy } from "../../src/search/ports.js";
import { minimisedColumns } from "../../src/search/problem.js";
import { random } from "../../src/search/random-search.js";
import type { StrategyKind } from "../../src/search/strategy-kind.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { mutate } from "../../src/space/sampling/variation.js";
import type { Genotype } from "../../src/space/types.js";
import { parseTable } from "../../src/tables/parse-table.js";
import { tableEvaluator } from "../../src/tables/table-evaluator.js";

/** What it proposes follows from the seed and from what it was told, so that an interrupted search can be resumed. */
function climber(problem: Problem, seed: number): Strategy {
  const history = new History();
  const { space, resolve } = problem;
  const isTaken = (network: Genotype) => !history.isNew(network);
  const ask = async (count: number): Promise<readonly Genotype[]> => {
    const random = new Random(seed).fork(history.outcomes.length);
    const told = history.outcomes.filter((outcome) => outcome.kind === "evaluated");
    const values = told.map((outcome) => outcome.values);
    const front = told.length === 0 ? [] : [...paretoFront(minimisedColumns(problem, values))];
    const strangers = randomNetworks(problem, random);
    const batch: Genotype[] = [];
    while (batch.length < count) {
      const step =
        front.length === 0 ? undefined : mutate(space, told[random.pick(front)].genotype, 0.1, random);
      const known = step && resolve ? resolve(step, isTaken) : step;
      const network = known && !isTaken(known) ? known : strangers.next((other) => !isTaken(other));
      if (network === undefined) break;
      batch.push(...history.ask([network]));
    }
    return batch;
  };
  return { batchSize: 4, ask, tell: (batch) => history.tell(batch) };
}

export const hillClimbing: StrategyKind<"hill-climbing"> = {
  name: "hill-climbing",
  description: "Changes a few genes of the best networks so far.",
  modelsObjectives: false,
  requestsScores: false,
  backboneScores: "ignored",
  create: (problem, { seed }) => climber(problem, seed),
};

const space = compileSpace(builtInSpace("av-mnist")!);
const table = await parseTable(createReadStream("seeds/data/av-mnist-hard.csv"), space);
const [task, device] = [taskId("av-mnist-hard"), deviceId("jetson-tx2")];
for (const strategy of [hillClimbing, random]) {
  const { median } = await benchSearch(
    table,
    { space, task, device, budget: 461, seeds: 3, strategy, clock: Date.now },
    tableEvaluator,
  );
  console.log(
    `${strategy.name}: ${median["0.95"]} evaluations to 95 % of the hypervolume, ${median["0.99"]} to 99 %`,
  );
}
