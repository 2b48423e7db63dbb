import { createReadStream } from "node:fs";
import { familyNamed } from "./predictors/families/index.js";
import { createEncoder } from "./predictors/features/encoder.js";
import { takeRows } from "./predictors/matrix.js";
import { kendallTau } from "./predictors/ranking.js";
import { fitTransform, transformKinds } from "./predictors/transforms.js";
import { Random } from "./src/base/random.js";
import { knownCosts } from "./src/benches/prior-knowledge.js";
import { knownColumns } from "./src/search/surrogate/known-columns.js";
import { builtInSpace } from "./src/space/built-in/index.js";
import { compileSpace } from "./src/space/compile.js";
import { parseTable } from "./src/tables/parse-table.js";
import { tableEvaluator } from "./src/tables/table-evaluator.js";
import { replayTable } from "./src/tables/table-objectives.js";

const dev = "raspberry-pi-5-litert";
const space = compileSpace(builtInSpace("nas-bench-201" as never) as never);
const data = await parseTable(createReadStream("/work/shared/data/nas-bench-201/samples.csv"), space, {
  distinct: "topology",
});
const objectives = [
  { metric: "accuracy" },
  { metric: "latency", device: dev },
  { metric: "energy", device: dev },
] as never;
const ev = tableEvaluator(replayTable(data, "cifar100" as never, objectives), objectives, 1);
const acc = ev.values[0];
const top = [...acc.keys()].filter((i) => acc[i] > 0.62);
const run = (n: number, seed: number) => {
  const problem = {
    space,
    objectives,
    limits: [],
    candidates: ev.candidates,
    known: knownCosts({ space, objectives, candidates: ev.candidates, values: ev.values }, 100, seed),
  } as never;
  const kc = knownColumns(problem, seed);
  const enc0 = createEncoder(space, []);
  const enc1 = createEncoder(
    space,
    kc.map((c) => c.name),
  );
  const f0 = enc0.encode(ev.candidates);
  const f1 = enc1.encode(
    ev.candidates,
    kc.map((c) => ({ name: c.name, values: c.values(ev.candidates) })),
  );
  // biased sample: half random, half from the top
  const rnd = new Random(seed + 77);
  const perm = rnd.shuffle([...acc.keys()]);
  const tops = rnd.shuffle([...top]);
  const rows = [...new Set([...perm.slice(0, n / 4), ...tops.slice(0, (3 * n) / 4)])];
  const test = tops.slice((3 * n) / 4).slice(0, 1500);
  const y = Float64Array.from(rows, (r) => acc[r]);
  const t = fitTransform(transformKinds("accuracy")[0], y);
  const lat = t.toLatent(y);
  const sorted = lat.slice().sort();
  const med = sorted[sorted.length >> 1];
  const bottom = med + 2 * (med - sorted[0]);
  const clip = lat.map((v) => Math.min(v, bottom));
  const truth = t.toLatent(Float64Array.from(test, (r) => acc[r]));
  const out: Record<string, [number, number, number]> = {};
  const go = (
    name: string,
    fam: string,
    f: typeof f0,
    groups: Int32Array | undefined,
    target: Float64Array,
  ) => {
    const m = familyNamed(fam).fit(takeRows(f, rows), target, { seed, ...(groups && { groups }) } as never);
    const p = m.predict(takeRows(f, test));
    let z = 0,
      se = 0;
    p.mean.forEach((v, i) => {
      z += ((truth[i] - v) / p.sd[i]) ** 2;
      se += (truth[i] - v) ** 2;
    });
    out[name] = [kendallTau(p.mean, truth), Math.sqrt(se / test.length), Math.sqrt(z / test.length)];
    return p;
  };
  const a = go("gp coarse", "gaussian-process", f0, enc0.coarseGroups, clip);
  const b = go("gp coarse+kc", "gaussian-process", f1, enc1.coarseGroups, clip);
  go("gp all", "gaussian-process", f0, enc0.groupsFor("accuracy" as never), clip);
  const c = go("gp all+kc", "gaussian-process", f1, enc1.groupsFor("accuracy" as never), clip);
  const d = go("ridge+kc", "ridge", f1, enc1.groupsFor("accuracy" as never), clip);
  const e = go("boosted+kc", "boosted-trees", f1, undefined, clip);
  const g = go("forest+kc", "random-forest", f1, undefined, clip);
  const avg = (ps: { mean: Float64Array; sd: Float64Array }[]) => {
    const mean = ps[0].mean.map((_, i) => ps.reduce((s, p) => s + p.mean[i], 0) / ps.length);
    let z = 0,
      se = 0;
    mean.forEach((v, i) => {
      const between = ps.reduce((s, p) => s + (p.mean[i] - v) ** 2, 0) / ps.length;
      const within = ps.reduce((s, p) => s + p.sd[i] ** 2, 0) / ps.length;
      z += (truth[i] - v) ** 2 / (between + within);
      se += (truth[i] - v) ** 2;
    });
    return [kendallTau(mean, truth), Math.sqrt(se / test.length), Math.sqrt(z / test.length)] as [
      number,
      number,
      number,
    ];
  };
  out["mean gp c, all +kc"] = avg([b, c]);
  out["mean gp,gb+kc"] = avg([b, e]);
  out["mean gp,gb,rf,ridge+kc"] = avg([b, d, e, g]);
  out["mean gp,ridge"] = avg([b, d]);
  return out;
};
for (const n of [16, 32, 48]) {
  const sums: Record<string, number[][]> = {};
  for (let s = 1; s <= 8; s++) for (const [k, v] of Object.entries(run(n, s))) (sums[k] ??= []).push(v);
  console.log("n", n);
  for (const [k, v] of Object.entries(sums))
    console.log(
      "  ",
      k.padEnd(26),
      [0, 1, 2].map((i) => (v.reduce((x, y) => x + y[i], 0) / v.length).toFixed(3)).join("  "),
    );
}
