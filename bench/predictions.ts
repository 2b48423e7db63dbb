/**
 * Measures how many architectures per second the model that a search uses at 100 known networks predicts: one metric,
 * one core, encoding included. It prints the rate with 90 % intervals in natural units and that of means alone, as
 * the median of 7 runs over 6,000 random networks. The training values are synthetic; the time does not depend on
 * them.
 *
 *   npx tsx bench/predictions.ts
 */
import { familyNamed } from "../predictors/families/index.js";
import { createEncoder } from "../predictors/features/encoder.js";
import { intervals } from "../predictors/predictor.js";
import { fitTransform, transformKinds } from "../predictors/transforms.js";
import type { Metric } from "../src/base/metric.js";
import { Random } from "../src/base/random.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { sampleDistinct } from "../src/space/sampling/sample.js";
import { machine, medianMilliseconds } from "./machine.js";

const [KNOWN, NETWORKS, RUNS] = [100, 6_000, 7];

async function measure(id: string, metric: Metric): Promise<string> {
  const space = compileSpace(builtInSpace(id)!);
  const encoder = createEncoder(space, []);
  const networks = sampleDistinct(space, NETWORKS + KNOWN, new Random(1));
  const known = networks.splice(0, KNOWN);
  const values = Float64Array.from(
    known,
    (genes) => 0.3 + 0.4 / (1 + genes.reduce((sum, g) => sum + (g % 7), 0)),
  );
  const transform = fitTransform(transformKinds(metric)[0], values);
  const model = familyNamed("gaussian-process").fit(encoder.encode(known), transform.toLatent(values), {
    seed: 1,
    groups: encoder.coarseGroups,
  });
  const withIntervals = await medianMilliseconds(RUNS, () =>
    intervals(transform, model.predict(encoder.encode(networks))),
  );
  const meansAlone = await medianMilliseconds(RUNS, () =>
    transform.toNatural(model.means!(encoder.encode(networks))),
  );
  const perSecond = (milliseconds: number) =>
    Math.round((1000 * NETWORKS) / milliseconds).toLocaleString("en");
  return `${id}, ${metric}: ${perSecond(withIntervals)} a second with intervals, ${perSecond(meansAlone)} means alone`;
}

console.log(machine());
for (const id of ["nas-bench-201", "ofa-mobilenet-v3"]) {
  for (const metric of ["accuracy", "latency"] as const) console.log(await measure(id, metric));
}
