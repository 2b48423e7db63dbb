/**
 * Compares the ridge family with ml-regression's multivariate linear regression on the same columns, the
 * OFA-MobileNetV3 accuracies of the seeds. It prints the median Kendall tau on the networks that were not trained on,
 * over seeds 1 to 10.
 *
 *   npx tsx bench/linear.ts
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { MultivariateLinearRegression } from "ml-regression";
import { ridge } from "../predictors/families/ridge.js";
import { createEncoder } from "../predictors/features/encoder.js";
import type { Matrix } from "../predictors/port.js";
import { kendallTau } from "../predictors/ranking.js";
import { decodeNetwork } from "../seeds/network-code.js";
import type { OfaTable } from "../seeds/ofa-tables.js";
import { seedFile } from "../seeds/seed-file.js";
import { Random } from "../src/base/random.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { machine } from "./machine.js";

const table = JSON.parse(gunzipSync(readFileSync(seedFile("ofa-accuracy.json.gz"))).toString()) as OfaTable;
const accuracies = new Map(table.networks.map((network, row) => [network, table.accuracy!.imagenet[row]]));
const networks = [...accuracies.keys()];
const encoder = createEncoder(compileSpace(builtInSpace("ofa-mobilenet-v3")!), []);
const features = encoder.encode(networks.map(decodeNetwork));

const rowsOf = (rows: readonly number[]): Matrix => ({
  rows: rows.length,
  columns: features.columns,
  data: Float64Array.from(rows.flatMap((row) => listOf(row))),
});
const listOf = (row: number): number[] => [
  ...features.data.subarray(row * features.columns, (row + 1) * features.columns),
];
const targetsOf = (rows: readonly number[]): Float64Array =>
  Float64Array.from(rows, (row) => 100 * accuracies.get(networks[row])!);

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];

console.log(machine());
for (const size of [50, 100, 300]) {
  const taus = { ridge: [] as number[], plain: [] as number[] };
  for (let seed = 1; seed <= 10; seed++) {
    const order = new Random(seed).shuffle(networks.map((_, row) => row));
    const [train, test] = [order.slice(0, size), order.slice(size)];
    const truth = targetsOf(test);
    const ours = ridge.fit(rowsOf(train), targetsOf(train), { seed, groups: encoder.groupsFor("accuracy") });
    taus.ridge.push(kendallTau(ours.predict(rowsOf(test)).mean, truth));
    const plain = new MultivariateLinearRegression(
      train.map(listOf),
      Array.from(targetsOf(train), (y) => [y]),
    );
    taus.plain.push(
      kendallTau(
        Float64Array.from(test, (row) => plain.predict(listOf(row))[0]),
        truth,
      ),
    );
  }
  console.log(
    `${size} networks: ridge ${median(taus.ridge).toFixed(3)}, ` +
      `ml-regression ${median(taus.plain).toFixed(3)} (Kendall tau)`,
  );
}
