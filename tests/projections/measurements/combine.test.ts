import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { architectureIdOf, measurementId, spaceId, taskId } from "../../../src/base/ids.js";
import { fraction } from "../../../src/base/units.js";
import { combineAccuracy, combineReadings } from "../../../src/projections/measurements/combine.js";

const tenth = (value: number) => 0.1 * value;

describe("combining repeated measurements", () => {
  it("weights the mean by repeats and pools the spread", () => {
    const combined = combineReadings(
      [
        { value: 10, repeats: 10, sd: 1 },
        { value: 12, repeats: 30, sd: 1 },
      ],
      tenth,
    );
    expect(combined.value).toBeCloseTo(11.5, 12);
    expect(combined.repeats).toBe(40);
    const squares = 10 * 1.5 ** 2 + 30 * 0.5 ** 2 + 9 + 29;
    expect(combined.sd).toBeCloseTo(Math.sqrt(squares / 39), 12);
  });

  it("keeps the spread that single rows state, so that two equal rows are no certainty", () => {
    const row = { value: 10, repeats: 1, sd: 0.5 };
    const { sd, lower, upper } = combineReadings([row, row], tenth);
    expect([sd, lower, upper]).toEqual([0.5, expect.closeTo(9.435, 3), expect.closeTo(10.599, 3)]);
    expect(combineReadings([row], tenth)).toMatchObject({ sd: 0.5, lower: expect.closeTo(9.21, 2) });
    const apart = combineReadings([row, { ...row, value: 12 }], tenth);
    expect(apart.sd).toBeCloseTo(Math.SQRT2, 12);
  });

  it("gives costs that lie far apart a positive interval", () => {
    const { value, lower, upper } = combineReadings(
      [10, 100].map((value) => ({ value, repeats: 1 })),
      tenth,
    );
    expect(value).toBe(55);
    expect(lower).toBeGreaterThan(10);
    expect(upper).toBeLessThan(200);
  });

  it("gives equal readings exactly their value, however many", () => {
    const readings = Array.from({ length: 1000 }, () => ({ value: 0.7, repeats: 1 }));
    expect(combineReadings(readings, tenth)).toMatchObject({ value: 0.7, lower: 0.7, upper: 0.7, sd: 0 });
  });

  it("flags readings further apart than three standard errors, or than the slack where no spread is known", () => {
    const far = [
      { value: 10, repeats: 10, sd: 0.1 },
      { value: 11, repeats: 10, sd: 0.1 },
    ];
    expect(combineReadings(far, tenth).clashing).toBe(true);
    const noisy = far.map((reading) => ({ ...reading, sd: 5 }));
    expect(combineReadings(noisy, tenth).clashing).toBeUndefined();
    const bare = far.map(({ value }) => ({ value, repeats: 1 }));
    expect(combineReadings(bare, tenth).clashing).toBeUndefined();
    expect(combineReadings([...bare, { value: 12, repeats: 1 }], tenth).clashing).toBe(true);
  });

  it("keeps the mean within the readings, whatever their order", () => {
    const reading = fc.record({
      value: fc.double({ min: 0.1, max: 100, noNaN: true }),
      repeats: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 6 }), (readings) => {
        const { value } = combineReadings(readings, tenth);
        const values = readings.map((r) => r.value);
        expect(value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        expect(combineReadings([...readings].reverse(), tenth).value).toBeCloseTo(value, 9);
      }),
    );
  });

  it("bounds an accuracy of few examples by its binomial error, with the fewest that a run had", () => {
    const measured = (id: string, accuracy: number, examples?: number) => ({
      id: measurementId(id),
      space: spaceId("s"),
      architecture: architectureIdOf("a"),
      origin: "test",
      retracted: false,
      subject: "task" as const,
      task: taskId("t"),
      accuracy: fraction(accuracy),
      repeats: 1,
      ...(examples === undefined ? {} : { examples }),
      fidelity: { split: "validation" as const, training: "", seeds: [] },
    });
    const one = combineAccuracy([measured("1", 1, 210)]).accuracy;
    expect(one).toMatchObject({ value: 1, lower: expect.closeTo(0.9873, 4), upper: 1, examples: 210 });
    const two = combineAccuracy([measured("1", 1, 210), measured("2", 1, 500), measured("3", 1)]).accuracy;
    expect(two).toMatchObject({ lower: one?.lower, examples: 210 });
    expect(combineAccuracy([measured("1", 1)]).accuracy).not.toHaveProperty("lower");
  });

  it("never mixes splits or fidelities, and leaves retracted ones out", () => {
    const measured = (
      id: string,
      accuracy: number,
      split: "validation" | "test",
      training: string,
      retracted = false,
    ) => ({
      id: measurementId(id),
      space: spaceId("s"),
      architecture: architectureIdOf("a"),
      origin: "test",
      retracted,
      subject: "task" as const,
      task: taskId("t"),
      accuracy: fraction(accuracy),
      repeats: 1,
      fidelity: { split, training, seeds: [] },
    });
    const combined = combineAccuracy([
      measured("1", 0.8, "validation", "25 epochs"),
      measured("2", 0.82, "validation", "25 epochs"),
      measured("3", 0.5, "validation", "1 epoch"),
      measured("4", 0.7, "test", "25 epochs"),
      measured("5", 0.1, "validation", "25 epochs", true),
    ]);
    expect(combined.accuracy?.value).toBeCloseTo(0.81, 12);
    expect(combined.testAccuracy?.value).toBeCloseTo(0.7, 12);
  });
});
