import { createReadStream, readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { knownCosts } from "./src/benches/prior-knowledge.js";
import { paretoFront } from "./src/pareto/front.js";
import { hypervolume } from "./src/pareto/hypervolume/hypervolume.js";
import { minimisedColumns, referencePoint } from "./src/search/problem.js";
import { runSearch } from "./src/search/run.js";
import { strategyNamed } from "./src/search/strategies.js";
import { SurrogateModels } from "./src/search/surrogate/models.js";
import { builtInSpace } from "./src/space/built-in/index.js";
import { compileSpace } from "./src/space/compile.js";
import { genotypeKey } from "./src/space/identity.js";
import { foldTable } from "./src/tables/fold-table.js";
import { parseTable } from "./src/tables/parse-table.js";
import { tableEvaluator } from "./src/tables/table-evaluator.js";
import { replayTable } from "./src/tables/table-objectives.js";

const seed = Number(process.argv[2]);
const dev = "raspberry-pi-5-" + (process.argv[3] ?? "litert");
const B = Number(process.argv[4] ?? 48);
const space = compileSpace(builtInSpace("nas-bench-201" as never) as never);
const data = await parseTable(createReadStream("/work/shared/data/nas-bench-201/samples.csv"), space, {
  distinct: "topology",
});
const objectives = [
  { metric: "accuracy" },
  { metric: "latency", device: dev },
  { metric: "energy", device: dev },
] as never;
const rows = replayTable(data, "cifar100" as never, objectives);
const ev = tableEvaluator(rows, objectives, seed);
const problem = {
  space,
  objectives,
  limits: [undefined, undefined, undefined],
  candidates: ev.candidates,
  resolve: ev.resolve,
  known: knownCosts({ space, objectives, candidates: ev.candidates, values: ev.values }, 100, seed),
} as never;
const pts = ev.candidates.map((_, i) => ev.values.map((c) => c[i]));
const ref = referencePoint(problem, pts);
const all = minimisedColumns(problem, pts);
const HV = hypervolume(all, ref);
const strategy = strategyNamed("surrogate").create(problem, { seed });
const got: number[][] = [];
const outcomes: never[] = [];
const idx = new Map(ev.candidates.map((g, i) => [genotypeKey(g), i]));
await runSearch({
  problem,
  strategy,
  evaluator: ev,
  budget: B,
  clock: Date.now,
  onFinding: async (o: never) => {
    got.push((o as any).values);
    outcomes.push(o);
    const c = minimisedColumns(problem, got);
    process.stdout.write(
      `${got.length}: acc ${(o as any).values[0].toFixed(4)} lat ${(o as any).values[1].toFixed(2)} en ${(o as any).values[2].toFixed(2)}  share ${(hypervolume(c, ref) / HV).toFixed(4)}\n`,
    );
  },
} as never);
const models = new SurrogateModels(problem, seed);
const pool = { networks: ev.candidates, features: models.encode(ev.candidates) };
const b = models.fit(outcomes)!(pool);
const mean = b.map((x) => x.at(0)),
  up = b.map((x) => x.at(1));
const base = minimisedColumns(problem, got);
const hv0 = hypervolume(base, ref);
const front = [...paretoFront(all)]
  .map((i) => ({
    i,
    gain:
      (hypervolume(
        base.map((c, m) => Float64Array.of(...c, all[m][i])),
        ref,
      ) -
        hv0) /
      HV,
  }))
  .sort((a, z) => z.gain - a.gain)
  .slice(0, 10);
for (const { i, gain } of front)
  console.log(
    `gain ${(100 * gain).toFixed(2)} %: true acc ${pts[i][0].toFixed(4)} believed ${(-mean[0][i]).toFixed(4)} ± ${(up[0][i] - mean[0][i]).toFixed(4)}; lat ${pts[i][1].toFixed(2)} believed ${mean[1][i].toFixed(2)} ± ${(up[1][i] - mean[1][i]).toFixed(2)}; en ${pts[i][2].toFixed(2)} believed ${mean[2][i].toFixed(2)} ± ${(up[2][i] - mean[2][i]).toFixed(2)}`,
  );
console.log("ref", ref.map((x) => x.toFixed(2)).join(" "));
