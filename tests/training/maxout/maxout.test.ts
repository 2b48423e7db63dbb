import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import { TEXT_BACKBONE } from "../../../src/export/text-plan.js";
import type { TrainingCaller } from "../../../src/training/backbone.js";
import { type PairedDataset, sealed } from "../../../src/training/data/dataset.js";
import { heldRows } from "../../../src/training/data/example-rows.js";
import { exampleRows } from "../../../src/training/data/split-rows.js";
import { readSupernet } from "../../../src/training/elastic/supernet-file.js";
import { maxoutBackbone } from "../../../src/training/maxout/kind.js";
import { text } from "../../../src/training/modalities/text/modality.js";
import { oneClass } from "../../../src/training/targets/targets.js";
import { bitsOf, openForTests, tensorsLeft } from "../../support/backend.js";
import { supernetRequest } from "../../support/supernet-request.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-maxout-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WORDS = [
  ["comedy", "laugh", "joke", "funny"],
  ["war", "army", "soldier", "battle"],
  ["space", "planet", "rocket", "alien"],
];

function dataset(): PairedDataset {
  const random = new Random(1);
  const splitOf = (count: number) => {
    const classes = Array.from({ length: count }, (_, i) => i % 3);
    const values = classes.flatMap((label) => {
      const words = Array.from({ length: 6 }, () =>
        random.pick(random.next() < 0.7 ? WORDS[label] : WORDS.flat()),
      );
      return [...(text.fromText as NonNullable<typeof text.fromText>)(words.join(" "), { shape: [300] })];
    });
    const keys = classes.map((_, i) => `line ${i}`);
    return { count, targets: oneClass(classes), inputs: { text: Float32Array.from(values) }, keys };
  };
  const splits = { train: splitOf(120), validation: splitOf(45), test: splitOf(9) };
  return sealed({ id: "plots", classes: 3, modalities: { text: [300] }, splits });
}

const data = dataset();
const quiet = (signal = new AbortController().signal): TrainingCaller => ({
  onStage: () => {},
  signal,
  note: () => {},
});

let backend: string;
beforeAll(async () => {
  backend = await openForTests();
});

describe("a text backbone", { timeout: 60_000 }, () => {
  const requestIn = (name: string) => ({
    ...supernetRequest("text", data, {
      folder: join(folder, name),
      backend,
      epochs: 4,
      space: "memes-politics",
    }),
  });

  test("learns, is stored, and goes on from a checkpoint bit for bit", async () => {
    const whole = await maxoutBackbone.train(requestIn("whole"), quiet());
    expect(whole).toMatchObject({ networks: 1, score: "accuracy" });
    expect(whole.largest.accuracy).toBeGreaterThan(0.6);
    const abort = new AbortController();
    const stopped = maxoutBackbone.train(requestIn("parts"), {
      ...quiet(abort.signal),
      onStage: (_stage, done) => {
        if (done === 2) abort.abort(new Error("stopped"));
      },
    });
    await expect(stopped).rejects.toThrow("stopped");
    const resumed = await maxoutBackbone.train(requestIn("parts"), quiet());
    const [one, two] = await Promise.all([whole, resumed].map(({ file }) => readSupernet(file)));
    expect(bitsOf(two!.values)).toBe(bitsOf(one!.values));
    expect(resumed.largest).toEqual(whole.largest);
  });

  test("hands on its hidden layers at every position, the same with stored norms, and leaves no tensors", async () => {
    const { file } = await maxoutBackbone.train(requestIn("whole"), quiet());
    const frozen = (await maxoutBackbone.open(file, "memes-politics"))!;
    const texts = exampleRows(data, "validation", "text");
    let first = frozen.outputs({}, texts, { kind: "measured", on: data.splits.train.inputs.text });
    const left = await tensorsLeft(() => {
      first = frozen.outputs({}, texts, { kind: "measured", on: data.splits.train.inputs.text });
    });
    expect(left).toBe(0);
    const again = frozen.outputs({}, texts, { kind: "stored", norms: first.norms });
    expect(bitsOf(again.logits)).toBe(bitsOf(first.logits));
    expect(first.taps.map(({ channels }) => channels)).toEqual([128, 256]);
    for (const { channels, values } of first.taps) {
      expect(values).toHaveLength(45 * 16 * channels);
      expect(values.slice(0, channels)).toEqual(values.slice(15 * channels, 16 * channels));
    }
  });

  test("computes the same with its batch norms folded in", async () => {
    const { file } = await maxoutBackbone.train(requestIn("whole"), quiet());
    const frozen = (await maxoutBackbone.open(file, "memes-politics"))!;
    const example = data.splits.test.inputs.text.slice(0, 300);
    const outputs = frozen.outputs({}, heldRows(example, 300), {
      kind: "measured",
      on: data.splits.train.inputs.text,
    });
    const parameters = frozen.folded({}, outputs.norms, 3);
    const dense = (name: string, x: Float32Array): Float32Array => {
      const [weight, bias] = ["weight", "bias"].map((part) => parameters.get(`text.${name}.${part}`)!.values);
      return bias.map((start, o) =>
        x.reduce((sum, value, i) => sum + value * weight[o * x.length + i], start),
      );
    };
    let x = example;
    TEXT_BACKBONE.blocks.forEach(({ name, width, pool }, b) => {
      const all = dense(name, x);
      x = Float32Array.from({ length: width }, (_, o) => Math.max(...all.slice(o * pool, (o + 1) * pool)));
      const tap = outputs.taps[b].values;
      for (let o = 0; o < width; o++) expect(x[o]).toBeCloseTo(tap[o], 3);
    });
    dense("classifier", x).forEach((logit, i) => {
      expect(logit).toBeCloseTo(outputs.logits[i], 3);
    });
  });

  test("is refused for data of another size, and for a space that reads no text", async () => {
    expect(() => maxoutBackbone.inputOf("av-mnist", "text")).toThrow('has no "text" backbone');
    const wide = sealed({ ...data, modalities: { text: [600] } });
    const request = { ...requestIn("wide"), dataset: wide };
    await expect(maxoutBackbone.train(request, quiet())).rejects.toThrow("the backbone reads 300");
  });
});
