import { describe, expect, it } from "vitest";
import { loadProfiles } from "../../seeds/load-profiles.js";
import { loadPublishedModels } from "../../seeds/load-published-models.js";
import { architectureCost, profileCovers } from "../../src/hardware/cost-model.js";
import { parseProfile } from "../../src/hardware/profile.js";
import { isPartial, parseArchitecture, toArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { publishedModels } from "../hardware/published.js";
import { dataFolder, dataText, noData } from "../support/data.js";

const profiles = loadProfiles();
const of = (device: string) => profiles.filter((profile) => profile.device === device);

describe("seeded operator profiles", () => {
  it("cover every network of the spaces they were measured for", () => {
    const covered = (device: string) =>
      ["av-mnist", "memes-politics", "clip-art", "mm-imdb", "ofa-mobilenet-v3"].filter((id) =>
        profileCovers(compileSpace(builtInSpace(id)!), of(device)),
      );
    expect(covered("jetson-tx2")).toEqual(["av-mnist", "memes-politics", "clip-art", "mm-imdb"]);
    expect(covered("jetson-agx-xavier")).toEqual(["av-mnist", "memes-politics", "clip-art"]);
  });

  it("cite their source, and leave SE2 out", () => {
    for (const { source, entries } of profiles) {
      expect(source).toContain("Harmonic-NAS reference repository");
      expect(Object.keys(entries).filter((key) => key.startsWith("SE2"))).toEqual([]);
    }
  });

  it.skipIf(dataFolder === undefined)(`restate the published tables (${noData} if skipped)`, () => {
    const tables = [
      ["jetson-tx2", ["fusion_tx2", "ofa_mnist_tx2", "ofa_memes_tx2", "ofa_imdb_tx2"]],
      ["jetson-agx-xavier", ["fusion_agx", "ofa_mnist_agx", "ofa_memes_agx"]],
    ] as const;
    for (const [device, names] of tables) {
      const seeded = Object.assign({}, ...of(device).map(({ entries }) => entries));
      let compared = 0;
      for (const name of names) {
        const entries = parseProfile(JSON.parse(dataText(`harmonic-nas/lut_${name}.json`)));
        for (const [key, { latency, energy }] of Object.entries(entries)) {
          if (key.startsWith("SE2")) continue;
          expect(Math.abs(seeded[key].latency / latency - 1)).toBeLessThan(5.1e-5);
          expect(Math.abs((seeded[key].energy as number) / (energy as number) - 1)).toBeLessThan(5.1e-5);
          compared++;
        }
      }
      expect(Object.keys(seeded)).toHaveLength(compared);
    }
  });
});

describe("seeded published models", () => {
  const { space: spaceName, device, task, models } = loadPublishedModels();
  const space = compileSpace(builtInSpace(spaceName)!);

  it("are the three of the paper, in canonical form, with edges and inputs open", () => {
    expect([spaceName, device, task]).toEqual(["av-mnist", "jetson-tx2", "av-mnist-published"]);
    expect(models.map(({ accuracy }) => accuracy)).toEqual([0.9288, 0.9555, 0.9533]);
    models.forEach(({ architecture, latency, energy }, i) => {
      const genotype = parseArchitecture(space, architecture);
      expect(isPartial(genotype)).toBe(true);
      expect(toArchitecture(space, genotype)).toEqual(architecture);
      expect(genotype).toEqual(parseArchitecture(space, publishedModels[i].architecture));
      expect([latency, energy]).toEqual([publishedModels[i].latency, publishedModels[i].energy]);
    });
  });

  it("cost by the seeded profiles what was published, within 0.02 ms and 0.02 mJ", () => {
    for (const { architecture, latency, energy } of models) {
      const cost = architectureCost(space, parseArchitecture(space, architecture), of(device), device);
      expect(Math.abs(cost.latency - latency)).toBeLessThanOrEqual(0.02);
      expect(Math.abs((cost.energy as number) - energy)).toBeLessThanOrEqual(0.02);
    }
  });
});
