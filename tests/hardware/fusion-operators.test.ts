import { describe, expect, it } from "vitest";
import { MissingProfileEntries, NotFound } from "../../src/base/errors.js";
import { deviceId } from "../../src/base/ids.js";
import { millijoules, milliseconds } from "../../src/base/units.js";
import { fusionOperatorCosts, requireOperatorCosts } from "../../src/hardware/fusion-operators.js";
import type { OperatorProfile } from "../../src/hardware/types.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";

const OPERATORS = ["Sum", "ScaleDotAttn", "LinearGLU", "ConcatFC", "SE1", "CatConvMish"];
const device = deviceId("board");
const space = compileSpace(builtInSpace("av-mnist")!);
const keyOf = (operator: string): string => `${operator}-input:1_192_16-N:1-C:192-L:16`;

/** A profile of these operators: latency counts up from `first`, energy is ten times the latency. */
const profileOf = (operators: readonly string[], first = 1): OperatorProfile => ({
  device,
  source: "test",
  entries: Object.fromEntries(
    operators.map((operator, i) => [
      keyOf(operator),
      { latency: milliseconds(first + i), energy: millijoules(10 * (first + i)) },
    ]),
  ),
});

describe("the costs of the fusion operators", () => {
  it("are those of the profile's entries for maps of 192 channels at 16 positions, by name", () => {
    const costs = fusionOperatorCosts([profileOf(OPERATORS)], device);
    expect(costs).toEqual({
      Sum: { latency: 1, energy: 10 },
      ScaleDotAttn: { latency: 2, energy: 20 },
      LinearGLU: { latency: 3, energy: 30 },
      ConcatFC: { latency: 4, energy: 40 },
      SE1: { latency: 5, energy: 50 },
      CatConvMish: { latency: 6, energy: 60 },
    });
  });

  it("may come from several profiles, of which the first that has an operator counts", () => {
    const profiles = [profileOf(["Sum", "SE1"], 100), profileOf(OPERATORS)];
    const costs = fusionOperatorCosts(profiles, device);
    expect(OPERATORS.map((operator) => costs[operator].latency)).toEqual([100, 2, 3, 4, 101, 6]);
  });

  it("are missing with all keys that no profile has, in the order of the operators", () => {
    const lacking = profileOf(["CatConvMish", "Sum", "LinearGLU", "SE1"]);
    const costs = () => fusionOperatorCosts([lacking, profileOf([])], device);
    expect(costs).toThrow(MissingProfileEntries);
    expect(costs).toThrow(
      `the operator profile of board lacks 2 keys: ${keyOf("ScaleDotAttn")}, ${keyOf("ConcatFC")}`,
    );
    const other = {
      ...lacking,
      entries: { "Sum-input:1_96_16-N:1-C:96-L:16": lacking.entries[keyOf("Sum")] },
    };
    expect(() => fusionOperatorCosts([other], device)).toThrow(/lacks 6 keys/);
  });

  it("need a profile of the device for the space", () => {
    expect(requireOperatorCosts(device, space, [profileOf(OPERATORS)]).SE1.latency).toBe(5);
    const none = () => requireOperatorCosts(device, space, []);
    expect(none).toThrow(NotFound);
    expect(none).toThrow(
      'unknown operator profile "board/av-mnist": `device import-profile FILE --device board --space av-mnist` adds',
    );
    expect(() => requireOperatorCosts(device, space, [profileOf(["Sum"])])).toThrow(MissingProfileEntries);
  });
});
