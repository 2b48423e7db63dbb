/**
 * Measures what the operator profile of one device tells about another. The Jetson AGX Xavier plays a device of which
 * only the costs of N networks are known (sums by its own profile). Its predictors are trained with and without the
 * Jetson TX2's profile as a column. It prints Kendall's tau and the mean absolute error on 500 other networks of the
 * space `av-mnist`, as medians over the draws.
 *
 *   npx tsx bench/operator-profiles.ts [--draws 10]
 */
import { parseArgs } from "node:util";
import { assess } from "../predictors/quality.js";
import { trainPredictor } from "../predictors/training/train.js";
import { profileChanges } from "../seeds/harmonic-nas.js";
import { openArchive } from "../src/archive/open.js";
import { deviceId } from "../src/base/ids.js";
import { COST_METRICS } from "../src/base/metric.js";
import { Random } from "../src/base/random.js";
import { expectedCosts } from "../src/hardware/cost-model.js";
import { Catalog } from "../src/projections/catalog.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { sampleDistinct } from "../src/space/sampling/sample.js";
import { machine } from "./machine.js";

const TESTED = 500;
const { values: options } = parseArgs({ options: { draws: { type: "string", default: "10" } } });
const definition = builtInSpace("av-mnist");
if (definition === undefined) throw new Error("no space av-mnist");
const space = compileSpace(definition);
const archive = await openArchive("sqlite::memory:");
await archive.commit([...profileChanges()]);
const known = await new Catalog(archive).profilesOf(deviceId("jetson-tx2"), space);
const own = await new Catalog(archive).profilesOf(deviceId("jetson-agx-xavier"), space);
await archive.close();

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];
for (const metric of COST_METRICS) {
  for (const count of [10, 20, 50, 200]) {
    const draws = Array.from({ length: Number(options.draws) }, (_, i) => judged(metric, count, i + 1));
    const [tau, error, tauWith, errorWith] = draws[0].map((_, c) => median(draws.map((draw) => draw[c])));
    process.stdout.write(
      `${metric}, ${String(count).padStart(3)} networks: tau ${tau.toFixed(3)} alone, ` +
        `${tauWith.toFixed(3)} with the profile; error ${error.toPrecision(3)} and ${errorWith.toPrecision(3)}\n`,
    );
  }
}
process.stdout.write(`${machine()}\n`);

/** Returns Kendall's tau and the mean absolute error without the column, then with it. */
function judged(metric: (typeof COST_METRICS)[number], count: number, seed: number): readonly number[] {
  const genotypes = sampleDistinct(space, count + TESTED, new Random(seed));
  const values = expectedCosts(space, genotypes, own, metric);
  const column = expectedCosts(space, genotypes, known, metric).map(Math.log);
  return [[], [{ name: "log cost on the TX2", values: column }]].flatMap((extras) => {
    const rows = (from: number, to: number) => ({
      genotypes: genotypes.slice(from, to),
      values: values.slice(from, to),
      extras: extras.map((extra) => ({ name: extra.name, values: extra.values.slice(from, to) })),
    });
    const rest = rows(count, count + TESTED);
    const predictor = trainPredictor({ space, metric, ...rows(0, count) }, { seed });
    const { kendallTau, mae } = assess(predictor.predict(rest.genotypes, rest.extras), rest.values);
    return [kendallTau, mae];
  });
}
