import { expect, test } from "vitest";
import { Random } from "../../../src/base/random.js";
import { heldRows, range } from "../../../src/training/data/example-rows.js";
import { viewsOf } from "../../../src/training/data/views.js";
import type { Augment } from "../../../src/training/modalities/augment.js";
import { normals } from "../../support/gradient-cases.js";

const SIZE = 4;
const COUNT = 6;
const values = normals("views", SIZE * COUNT);
const noise: Augment = (example, target, random) => target.set(example.map((value) => value + random.next()));
const views = () => viewsOf(heldRows(values, SIZE), { views: 3, augment: noise, seed: 7 });

test("the first view is the examples, the others draw from one stream each", () => {
  const { count, read } = views();
  expect(count).toBe(3 * COUNT);
  expect(read(range(0, COUNT))).toEqual(values);
  const random = new Random(7).fork("view 2");
  const expected = values.map((value) => value + random.next());
  expect(read(range(2 * COUNT, COUNT))).toEqual(expected);
});

test("rows are the same in whatever order they are read", () => {
  const inOrder = views().read(range(0, 3 * COUNT));
  const rows = new Random("order").shuffle([...range(0, 3 * COUNT)]);
  const { read } = views();
  for (const row of rows) expect(read([row])).toEqual(inOrder.slice(row * SIZE, (row + 1) * SIZE));
});
