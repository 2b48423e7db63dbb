/**
 * Compares this project's random forest with ml-random-forest, with the same number of trees of the same depth on the
 * same columns, and with this project's boosted trees, on the OFA-MobileNetV3 accuracies of the seeds. It prints the
 * root mean square error on the networks that were not trained on (median over seeds 1 to 3) and the time of one fit.
 *
 *   npx tsx bench/trees.ts
 */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { RandomForestRegression } from "ml-random-forest";
import { boostedTrees } from "../predictors/families/boosted-trees.js";
import { growForest, regressorOf } from "../predictors/families/forest.js";
import { createEncoder } from "../predictors/features/encoder.js";
import { takeRows } from "../predictors/matrix.js";
import type { Matrix } from "../predictors/port.js";
import { decodeNetwork } from "../seeds/network-code.js";
import type { OfaTable } from "../seeds/ofa-tables.js";
import { seedFile } from "../seeds/seed-file.js";
import { Random } from "../src/base/random.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { machine } from "./machine.js";

const [TREES, DEPTH, SEEDS] = [8, 12, 3];

const table = JSON.parse(gunzipSync(readFileSync(seedFile("ofa-accuracy.json.gz"))).toString()) as OfaTable;
const accuracies = new Map(table.networks.map((network, row) => [network, table.accuracy!.imagenet[row]]));
const networks = [...accuracies.keys()];
const encoder = createEncoder(compileSpace(builtInSpace("ofa-mobilenet-v3")!), []);
const features = encoder.encode(networks.map(decodeNetwork));
const groups = encoder.groupsFor("accuracy");

interface Job {
  readonly seed: number;
  readonly known: Matrix;
  readonly unseen: Matrix;
  readonly targets: Float64Array;
}

const nested = ({ rows, columns, data }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, r) => [...data.subarray(r * columns, (r + 1) * columns)]);

const MODELS: Readonly<Record<string, (job: Job) => ArrayLike<number>>> = {
  "random forest, ours": ({ seed, known, unseen, targets }) => {
    const options = { trees: TREES, depth: DEPTH, leafRows: 1, columnShare: 0.25 };
    return regressorOf(growForest(known, targets, { seed }, options).forest).predict(unseen).mean;
  },
  "ml-random-forest": ({ seed, known, unseen, targets }) => {
    const forest = new RandomForestRegression({
      seed,
      nEstimators: TREES,
      maxFeatures: 0.5,
      replacement: false,
      useSampleBagging: true,
      noOOB: true,
      treeOptions: { minNumSamples: 3, maxDepth: DEPTH },
    });
    forest.train(nested(known), [...targets]);
    return forest.predict(nested(unseen));
  },
  "boosted trees, ours": ({ seed, known, unseen, targets }) =>
    boostedTrees.fit(known, targets, { seed, groups }).predict(unseen).mean,
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];

function measure(model: (job: Job) => ArrayLike<number>, rows: number) {
  const errors: number[] = [];
  const seconds: number[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const order = new Random(seed).shuffle(networks.map((_, row) => row));
    const [train, test] = [order.slice(0, rows), order.slice(rows)];
    const targets = Float64Array.from(train, (row) => 100 * accuracies.get(networks[row])!);
    const job = { seed, known: takeRows(features, train), unseen: takeRows(features, test), targets };
    const began = performance.now();
    const predicted = model(job);
    seconds.push((performance.now() - began) / 1000);
    const squares = test.map((row, i) => (100 * accuracies.get(networks[row])! - predicted[i]) ** 2);
    errors.push(Math.sqrt(squares.reduce((sum, x) => sum + x, 0) / squares.length));
  }
  return { error: median(errors), seconds: median(seconds) };
}

console.log(machine());
for (const rows of [300, 1000]) {
  console.log(`${rows} networks, forests of ${TREES} trees, ${DEPTH} levels`);
  for (const [name, model] of Object.entries(MODELS)) {
    const { error, seconds } = measure(model, rows);
    console.log(`  ${name}: error ${error.toFixed(4)} points, ${seconds.toFixed(3)} s to fit and predict`);
  }
}
