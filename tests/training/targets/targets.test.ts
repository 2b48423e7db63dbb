import { describe, expect, test } from "vitest";
import {
  classesOf,
  countOf,
  labelSets,
  listedSets,
  oneClass,
  selectTargets,
} from "../../../src/training/targets/targets.js";

const SETS = [[0, 2], [], [1], [0, 1, 2]];
const sets = labelSets(SETS, 3);

describe("targets", () => {
  test("of one class each are counted and selected in any order", () => {
    const classes = oneClass([4, 0, 2]);
    expect(countOf(classes)).toBe(3);
    expect(selectTargets(classes, [2, 0, 2])).toEqual(oneClass([2, 4, 2]));
    expect([...classesOf(classes, "this")]).toEqual([4, 0, 2]);
  });

  test("of sets of labels are counted, listed and selected in any order", () => {
    expect(countOf(sets)).toBe(4);
    expect([...sets.sets]).toEqual([1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 1, 1]);
    expect(listedSets(sets)).toEqual(SETS);
    expect(selectTargets(sets, [3, 1])).toEqual(labelSets([[0, 1, 2], []], 3));
  });

  test("of sets of labels have no classes; the error names the operation that needs them", () => {
    expect(() => classesOf(sets, "drawing pairs anew")).toThrow(
      "drawing pairs anew needs a data set in which every example has one class; examples of this one have sets",
    );
  });
});
