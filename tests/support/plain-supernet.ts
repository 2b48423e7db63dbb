import type { Backbone } from "../../src/space/network/backbone.js";
import type { Shape } from "../../src/space/network/layer.js";
import type { BlockChoice, SubNetwork } from "../../src/training/elastic/sub-network.js";
import * as plain from "./plain-network.js";

/** Feature maps (channels, batch * size * size). */
interface PlainMaps {
  readonly data: plain.Rows;
  readonly size: number;
}

/** The parameters by name, as rows. */
export type PlainParameters = ReadonlyMap<string, plain.Rows>;

/**
 * A once-for-all supernet written from its description (Cai et al., 2020), computing one value after the other. Batch
 * norms take their statistics from the first `counted` examples (default: all).
 */
export class PlainSupernet {
  constructor(
    private readonly backbone: Backbone,
    private readonly parameters: PlainParameters,
    private readonly counted?: number,
  ) {}

  /** Computes the logits (classes, batch) of a sub-network for examples (batch, channels, height, width). */
  logits(network: SubNetwork, examples: Float32Array): number[][] {
    return this.head(network.reduce((maps, choice) => this.block(choice, maps), this.entry(examples)));
  }

  entry(examples: Float32Array): PlainMaps {
    const size = Math.ceil(this.backbone.input[1] / 2);
    const product = plain.product(this.#get("stem"), patchesOf(examples, this.backbone.input));
    const stem = this.#norm("stem", product, "h-swish", size);
    const convolved = plain.depthwise(stem, this.#get("fixed"), size, 1);
    const hidden = this.#norm("fixed.depthwise", convolved, "relu", size);
    const projected = this.#norm(
      "fixed.project",
      plain.product(this.#get("fixed.project"), hidden),
      "none",
      size,
    );
    return { data: plain.added(stem, projected), size };
  }

  block({ slot, kernel, expand }: BlockChoice, input: PlainMaps): PlainMaps {
    const stage = Math.floor(slot / 4);
    const { width, se, ...ofStage } = this.backbone.stages[stage];
    const stride = slot % 4 === 0 ? ofStage.stride : 1;
    const act = stage < 2 ? "relu" : "h-swish";
    const name = `block${slot + 1}`;
    const hidden = input.data.length * expand;
    const size = Math.ceil(input.size / stride);
    const expansion = plain.product(this.#get(`${name}.expand`).slice(0, hidden), input.data);
    const expanded = this.#norm(`${name}.expand`, expansion, act, input.size);
    const convolved = plain.depthwise(expanded, this.#kernels(name, kernel, hidden), input.size, stride);
    let maps = this.#norm(`${name}.depthwise`, convolved, act, size);
    if (se) maps = this.#squeezeExcite(name, maps, size);
    const weights = this.#get(`${name}.project`).map((row) => row.slice(0, hidden));
    const out = this.#norm(`${name}.project`, plain.product(weights, maps), "none", size);
    const isResidual = stride === 1 && input.data.length === width;
    return { data: isResidual ? plain.added(out, input.data) : out, size };
  }

  head({ data, size }: PlainMaps): number[][] {
    const wide = this.#norm("final", plain.product(this.#get("final"), data), "h-swish", size);
    const mixed = plain.map(plain.product(this.#get("mix"), pooled(wide, size)), plain.hSwish);
    const bias = this.#get("classifier.bias");
    return plain.product(this.#get("classifier"), mixed).map((row, r) => row.map((v) => v + bias[r][0]));
  }

  /**
   * Derives the 5x5 kernel as the centre of the 7x7 kernel times a matrix, and the 3x3 kernel likewise from the 5x5
   * kernel.
   */
  #kernels(name: string, size: number, hidden: number): plain.Rows {
    let kernels = this.#get(`${name}.kernel`).slice(0, hidden);
    for (const k of [5, 3]) {
      if (k < size) break;
      const taps = Array.from({ length: k * k }, (_, i) => (Math.floor(i / k) + 1) * (k + 2) + (i % k) + 1);
      const centres = kernels.map((row) => taps.map((tap) => row[tap]));
      kernels = plain.product(centres, this.#get(`${name}.transform${k}`));
    }
    return kernels;
  }

  #squeezeExcite(name: string, maps: plain.Rows, size: number): number[][] {
    const inner = this.#linear(`${name}.squeeze`, pooled(maps, size), squeezedWidth(maps.length), plain.relu);
    const gates = this.#linear(`${name}.excite`, inner, maps.length, plain.hSigmoid);
    return maps.map((row, c) => row.map((v, i) => v * gates[c][Math.floor(i / size ** 2)]));
  }

  #linear(name: string, x: plain.Rows, width: number, act: (v: number) => number): number[][] {
    const weights = this.#get(name).slice(0, width);
    const bias = this.#get(`${name}.bias`);
    const products = plain.product(
      weights.map((row) => row.slice(0, x.length)),
      x,
    );
    return products.map((row, r) => row.map((v) => act(v + bias[r][0])));
  }

  #norm(name: string, x: plain.Rows, act: keyof typeof plain.ACTIVATIONS, size: number): number[][] {
    const [gamma, beta] = ["gamma", "beta"].map((part) =>
      this.#get(`${name}.${part}`).map(([value]) => value),
    );
    const counted = this.counted === undefined ? undefined : this.counted * size ** 2;
    return plain.map(plain.rowNorm(x, gamma, beta, counted), plain.ACTIVATIONS[act]);
  }

  #get(name: string): plain.Rows {
    const found = this.parameters.get(name);
    if (found === undefined) throw new Error(`no parameter ${name}`);
    return found;
  }
}

/** Returns a quarter of the hidden channels, rounded to a multiple of 8 in MobileNetV3's way. */
function squeezedWidth(hidden: number): number {
  const candidates = [8, 16, 24, 32].filter((width) => width >= 0.9 * (hidden / 4));
  return candidates.find((width) => width > hidden / 4 - 4) as number;
}

/** Averages over the positions of every example: (channels, batch). */
const pooled = (x: plain.Rows, size: number): number[][] =>
  x.map((row) => plain.rowsOf(row, size ** 2).map((positions) => plain.sumOf(positions) / size ** 2));

/** Unfolds what a 3x3 stem of stride 2 reads: (channels * 9, batch * positions). */
function patchesOf(examples: Float32Array, [channels, height, width]: Shape): number[][] {
  const at = (n: number, c: number, i: number, j: number): number =>
    i < 0 || j < 0 || i >= height || j >= width ? 0 : examples[((n * channels + c) * height + i) * width + j];
  const batch = examples.length / (channels * height * width);
  return Array.from({ length: channels * 9 }, (_, r) => {
    const values: number[] = [];
    for (let n = 0; n < batch; n++)
      for (let i = 0; i < height; i += 2)
        for (let j = 0; j < width; j += 2)
          values.push(at(n, Math.floor(r / 9), i + Math.floor((r % 9) / 3) - 1, j + (r % 3) - 1));
    return values;
  });
}
