import { describe, expect, it } from "vitest";
import { InvalidInput, MissingProfileEntries } from "../../src/base/errors.js";
import { deviceId, spaceId } from "../../src/base/ids.js";
import { Random } from "../../src/base/random.js";
import { millijoules, milliseconds } from "../../src/base/units.js";
import { architectureCost, expectedCosts, profileCovers } from "../../src/hardware/cost-model.js";
import { profileKey } from "../../src/hardware/keys.js";
import { possibleLayers } from "../../src/hardware/profile-keys.js";
import type { OperatorCost, OperatorProfile } from "../../src/hardware/types.js";
import { parseArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { largest, smallest } from "../../src/space/extremes.js";
import { sampleDistinct } from "../../src/space/sampling/sample.js";
import { batchCost } from "../support/batch-cost.js";
import { publishedModels } from "./published.js";

const spaceOf = (id: string) => compileSpace(builtInSpace(id)!);
const device = deviceId("made-up");
const avMnist = spaceOf("av-mnist");

/**
 * Makes a profile with every key that the space can have: latency counts up from 1, energy is ten times the latency.
 */
function fullProfile(id: string): OperatorProfile {
  const entries: Record<string, OperatorCost> = {};
  for (const layer of possibleLayers(spaceOf(id))) {
    const latency = Object.keys(entries).length + 1;
    entries[profileKey(layer)] ??= { latency: milliseconds(latency), energy: millijoules(10 * latency) };
  }
  return { device, spaces: [spaceId(id)], source: "test", entries };
}

const without = (profile: OperatorProfile, ...keys: readonly string[]): OperatorProfile => ({
  ...profile,
  entries: Object.fromEntries(Object.entries(profile.entries).filter(([key]) => !keys.includes(key))),
});

const complete = parseArchitecture(avMnist, publishedModels[0].architecture);
const GLU = "LinearGLU-input:1_192_16-N:1-C:192-L:16";

describe("architectureCost", () => {
  it("is the sum over backbone layers and fusion operators, unused blocks not counted", () => {
    const cost = architectureCost(avMnist, complete, [fullProfile("av-mnist")], "made-up");
    expect(cost.layers).toHaveLength(2 * (2 + 2 + 3) + 2);
    expect(cost.layers.filter(({ key }) => key === GLU)).toHaveLength(2);
    expect(cost.latency).toBe(cost.layers.reduce((sum, { latency }) => sum + latency, 0));
    expect(cost.energy).toBe(10 * cost.latency);
    expect(cost.excluded).toEqual([]);
  });

  it("lists every missing key once, and never counts one as zero", () => {
    const linear = "LinearLayer-input:80-in_ch:80-out_ch:10";
    const profile = without(fullProfile("av-mnist"), GLU, linear);
    const run = () => architectureCost(avMnist, complete, [profile], "made-up");
    expect(run).toThrow(MissingProfileEntries);
    expect(run).toThrow(`the operator profile of made-up lacks 2 keys: ${linear}, ${GLU}`);
    expect(() => architectureCost(avMnist, complete, [], "made-up")).toThrow(MissingProfileEntries);
    expect(batchCost(avMnist, [complete], [profile])).toEqual({
      latency: Float64Array.of(Number.NaN),
      energy: Float64Array.of(Number.NaN),
      covered: Uint8Array.of(0),
    });
  });

  it("does not mistake an inherited property for an entry", () => {
    const entries = Object.create({ [GLU]: { latency: 0, energy: 0 } }) as OperatorProfile["entries"];
    expect(
      profileCovers(avMnist, [without(fullProfile("av-mnist"), GLU), { device, source: "", entries }]),
    ).toBe(false);
  });

  it("names the undecided operators of a partial architecture", () => {
    const genes: Record<string, unknown> = { ...publishedModels[0].architecture };
    delete genes["fusion.operator_2_1"];
    const partial = parseArchitecture(avMnist, genes);
    const run = () => architectureCost(avMnist, partial, [fullProfile("av-mnist")], "made-up");
    expect(run).toThrow(InvalidInput);
    expect(run).toThrow(/fusion\.operator_2_1 must be decided/);
    expect(batchCost(avMnist, [partial, complete], [fullProfile("av-mnist")]).covered).toEqual(
      Uint8Array.of(0, 1),
    );
  });

  it("is expected with the mean of all operators where one is not decided", () => {
    const genes: Record<string, unknown> = { ...publishedModels[0].architecture };
    delete genes["fusion.operator_2_1"];
    const partial = parseArchitecture(avMnist, genes);
    const profiles = [fullProfile("av-mnist")];
    const operators = possibleLayers(avMnist).filter(({ kind }) => kind === "fusion");
    const costs = operators.map((layer) => profiles[0].entries[profileKey(layer)].latency);
    const mean = costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
    const [whole, expected] = expectedCosts(avMnist, [complete, partial], profiles, "latency");
    expect(whole).toBe(batchCost(avMnist, [complete], profiles).latency[0]);
    expect(expected).toBeCloseTo(whole - profiles[0].entries[GLU].latency + mean, 9);
  });

  it("prefers the space's profile to one of every space, and ignores those of other spaces", () => {
    const cost = (latency: number): OperatorCost => ({
      latency: milliseconds(latency),
      energy: millijoules(0),
    });
    const general: OperatorProfile = { device, source: "", entries: { [GLU]: cost(1000) } };
    const other: OperatorProfile = {
      ...general,
      spaces: [spaceId("mm-imdb")],
      entries: { [GLU]: cost(5000) },
    };
    const own: OperatorProfile = { ...general, spaces: [spaceId("av-mnist")], entries: { [GLU]: cost(200) } };
    const rest = without(fullProfile("av-mnist"), GLU);
    const glu = (...profiles: OperatorProfile[]) =>
      architectureCost(avMnist, complete, [...profiles, rest], "d").layers.find(({ key }) => key === GLU)
        ?.latency;
    expect(glu(other, general)).toBe(1000);
    expect(glu(general, own, other)).toBe(200);
    expect(() => glu(other)).toThrow(MissingProfileEntries);
  });

  it("looks up MM-IMDB's 23-way classifier as the 1000-way one, and lists the text backbone as excluded", () => {
    const space = spaceOf("mm-imdb");
    const cost = architectureCost(space, smallest(space), [fullProfile("mm-imdb")], "made-up");
    expect(cost.layers.map(({ key }) => key)).toContain("LinearLayer-input:1536-in_ch:1536-out_ch:1000");
    expect(cost.excluded).toEqual(["text backbone: not in the profile"]);
  });

  it("needs the costs of choices in a space whose layers are not known", () => {
    const space = spaceOf("nas-bench-201");
    expect(() => architectureCost(space, smallest(space), [], "d")).toThrow(
      /lacks 6 keys: edge_0_1=none, edge_0_2=none/,
    );
    expect(profileCovers(space, [])).toBe(false);
    expect(batchCost(space, [smallest(space)], []).covered).toEqual(Uint8Array.of(0));
  });
});

describe("batchCost and profileCovers", () => {
  it.each(["av-mnist", "memes-politics", "mm-imdb", "ofa-mobilenet-v3"])(
    "agree with architectureCost in %s",
    (id) => {
      const space = spaceOf(id);
      const profiles = [fullProfile(id)];
      const genotypes = [smallest(space), largest(space), ...sampleDistinct(space, 100, new Random(1))];
      const batch = batchCost(space, genotypes, profiles);
      genotypes.forEach((genotype, i) => {
        const { latency, energy } = architectureCost(space, genotype, profiles, "made-up");
        expect(batch.latency[i]).toBeCloseTo(latency, 8);
        expect(batch.energy[i]).toBeCloseTo(energy as number, 8);
        expect(batch.covered[i]).toBe(1);
      });
      expect(profileCovers(space, profiles)).toBe(true);
      for (const key of Object.keys(profiles[0].entries).slice(0, 20)) {
        expect(profileCovers(space, [without(profiles[0], key)])).toBe(false);
      }
    },
  );

  it("follow the profiles they are given", () => {
    const profile = fullProfile("av-mnist");
    expect(batchCost(avMnist, [complete], [profile]).covered[0]).toBe(1);
    expect(batchCost(avMnist, [complete], [without(profile, GLU)]).covered[0]).toBe(0);
    expect(batchCost(avMnist, [], [profile]).latency).toHaveLength(0);
  });
});
