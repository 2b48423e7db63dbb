import { describe, expect, it } from "vitest";
import { decodeNetwork, encodeNetwork } from "../../seeds/network-code.js";
import { expandProfile, fillTemplate, placesOf } from "../../seeds/profile-format.js";
import { Random } from "../../src/base/random.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { sampleDistinct } from "../../src/space/sampling/sample.js";

describe("the compact form of OFA networks", () => {
  it("has one character per gene and can be read back", () => {
    const space = compileSpace(builtInSpace("ofa-mobilenet-v3")!);
    const networks = sampleDistinct(space, 200, new Random(1));
    for (const network of networks) {
      const text = encodeNetwork(network);
      expect(text).toHaveLength(space.genes.length);
      expect(decodeNetwork(text)).toEqual(network);
    }
    expect(encodeNetwork(Uint8Array.of(0, 9, 10, 24, 255))).toBe("09ao-");
  });
});

describe("a shipped operator profile", () => {
  const template = "Linear-input:{in}-in_ch:{in}-out_ch:{out}";

  it("names each place of a template once, and fills every one", () => {
    expect(placesOf(template)).toEqual(["in", "out"]);
    expect(fillTemplate(template, ["out", "in", "ms", "mJ"], [10, 80, 1, 2])).toBe(
      "Linear-input:80-in_ch:80-out_ch:10",
    );
  });

  it("has one entry per row: latency and energy are its last two cells", () => {
    const compact = {
      device: "board",
      source: "test",
      operators: [
        {
          key: template,
          columns: ["in", "out", "ms", "mJ"],
          rows: [
            [80, 10, 0.5, 0.25],
            [80, 20, 1.5, 1.25],
          ],
        },
        {
          key: "{operator}-L:{length}",
          columns: ["operator", "length", "ms", "mJ"],
          rows: [["Sum", 16, 2, 3]],
        },
      ],
    };
    expect(expandProfile(compact)).toEqual({
      device: "board",
      source: "test",
      entries: {
        "Linear-input:80-in_ch:80-out_ch:10": { latency: 0.5, energy: 0.25 },
        "Linear-input:80-in_ch:80-out_ch:20": { latency: 1.5, energy: 1.25 },
        "Sum-L:16": { latency: 2, energy: 3 },
      },
    });
    expect(expandProfile({ ...compact, spaces: ["av-mnist"] }).spaces).toEqual(["av-mnist"]);
  });
});
