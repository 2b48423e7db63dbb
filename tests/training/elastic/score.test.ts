import { setImmediate as nextTurn } from "node:timers/promises";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { COMPOSITIONS } from "../../../src/space/network/backbone.js";
import { heldRows } from "../../../src/training/data/example-rows.js";
import { allSubNetworks } from "../../../src/training/elastic/enumerate.js";
import { backboneOutputs } from "../../../src/training/elastic/outputs.js";
import { type ScoringData, scoreSubNetworks } from "../../../src/training/elastic/score.js";
import { genesOf, subNetworkKey, subNetworkOf } from "../../../src/training/elastic/sub-network.js";
import { Supernet } from "../../../src/training/elastic/supernet.js";
import { scoreLogits } from "../../../src/training/targets/score.js";
import { oneClass } from "../../../src/training/targets/targets.js";
import { openForTests, tensorsLeft } from "../../support/backend.js";
import { normals } from "../../support/gradient-cases.js";
import { noisyParameters, TINY_BACKBONE } from "../../support/gradient-networks.js";
import { rowsOf, transposed } from "../../support/plain-network.js";
import { PlainSupernet } from "../../support/plain-supernet.js";

const backbone = { ...TINY_BACKBONE, stages: TINY_BACKBONE.stages.slice(0, 1) };
const supernet = new Supernet(backbone);
const values = noisyParameters(supernet.layout, "scores");
const EXAMPLES = 12;
const scored = normals("scored", EXAMPLES * 144);
const data: ScoringData = {
  shape: backbone.input,
  recalibration: normals("recalibration", 8 * 144),
  inputs: heldRows(scored, 144),
  score: "accuracy",
  targets: oneClass(Array.from({ length: EXAMPLES }, (_, i) => i % backbone.classes)),
};
const all = allSubNetworks(backbone, 10_000)!;
/** Networks that share beginnings and networks that do not, in no order. */
const some = Array.from({ length: 16 }, (_, i) => all[(i * 2741) % all.length]);

beforeAll(async () => {
  await openForTests();
});

describe("allSubNetworks", () => {
  test.each(COMPOSITIONS.get("av-mnist")!.backbones)("of $name: lists 7,371, each once", (own) => {
    const networks = allSubNetworks(own, 10_000)!;
    expect(networks.length).toBe(7371);
    expect(new Set(networks.map(subNetworkKey)).size).toBe(7371);
    for (const network of networks.slice(-50))
      expect(subNetworkOf(own, genesOf(own, network))).toEqual(network);
  });

  test("returns undefined if there are more than the limit", () => {
    expect(allSubNetworks(backbone, 7370)).toBeUndefined();
    expect(allSubNetworks(TINY_BACKBONE, 10_000)).toBeUndefined();
  });
});

describe("scoreSubNetworks", () => {
  test("gives the same scores as scoring each alone, in the order of the list, and reports each", async () => {
    const told: number[] = [];
    const together = await scoreSubNetworks(supernet, values, some, data, (done) => told.push(done));
    expect(told).toEqual(some.map((_, i) => i + 1));
    for (const [i, network] of some.entries()) {
      const [alone] = await scoreSubNetworks(supernet, values, [network], data);
      expect(together[i]).toEqual(alone);
    }
    expect(new Set(together.map(({ crossEntropy }) => crossEntropy)).size).toBe(some.length);
  });

  test("equals the outputs of a frozen backbone, and plain loops with the statistics of recalibration", async () => {
    const [network] = some;
    const [score] = await scoreSubNetworks(supernet, values, [network], data);
    const { logits } = backboneOutputs({
      supernet,
      values,
      network,
      positions: 16,
      examples: data.inputs,
      calibration: { kind: "measured", on: data.recalibration },
    });
    expect(scoreLogits(logits, data.targets, data)).toEqual(score);
    const kept = supernet.layout.kept(values);
    const parameters = new Map([...kept].map(([name, t]) => [name, rowsOf(t.dataSync(), t.shape[1]!)]));
    tf.dispose([...kept.values()]);
    const both = Float32Array.from([...data.recalibration, ...scored]);
    const plain = transposed(new PlainSupernet(backbone, parameters, 8).logits(network, both)).slice(8);
    const expected = scoreLogits(Float32Array.from(plain.flat()), data.targets, data);
    expect(score.accuracy).toBe(expected.accuracy);
    expect(score.crossEntropy).toBeCloseTo(expected.crossEntropy, 4);
  });

  test("leaves no tensors", async () => {
    expect(await tensorsLeft(() => scoreSubNetworks(supernet, values, some, data))).toBe(0);
  });

  test("leaves no tensors if it is stopped half-way", async () => {
    const stopped = scoring((done) => {
      if (done === 5) throw new Error("stop");
    });
    expect(await tensorsLeft(() => expect(stopped()).rejects.toThrow("stop"))).toBe(0);
  });

  test("lets signals and timers run, so that it can be stopped", async () => {
    let done = 0;
    const heard = nextTurn().then(() => done);
    await scoring((now) => {
      done = now;
    })();
    expect(await heard).toBeLessThan(some.length);
  });
});

const scoring = (onScore: (done: number) => void) => () =>
  scoreSubNetworks(supernet, values, some, data, onScore);
