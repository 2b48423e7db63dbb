import { Random } from "../../base/random.js";
import { toArchitecture } from "../../space/architecture.js";
import { builtInSpace } from "../../space/built-in/index.js";
import { compileSpace } from "../../space/compile.js";
import { genotypeKey } from "../../space/identity.js";
import { complexityOf } from "../../space/network/index.js";
import { sampler } from "../../space/sampling/sample.js";
import type { Space } from "../../space/space.js";
import type { Architecture, Genotype } from "../../space/types.js";

export const SPACE = "ofa-mobilenet-v3";
export const TASK = "bench-task";
export const DEVICES = ["bench-a", "bench-b"] as const;

/** The points of the front on each device, whatever the number of networks (fewer only of fewer networks). */
const FRONT_POINTS = 275;

/** The values of one network. */
export interface Values {
  /** A fraction. */
  readonly accuracy: number;
  /** Latency [ms] and energy [mJ] on each device. */
  readonly costs: readonly { readonly latency: number; readonly energy: number }[];
}

/**
 * Distinct networks of `ofa-mobilenet-v3`, with made-up values. The place of a network by its MACs among all, 0 to 1,
 * gives the best accuracy that it can have and the least costs. 275 networks at even distances have just these values,
 * and are the front on each device. All others have less accuracy and more cost, by seeded amounts.
 */
export class BenchNetworks {
  readonly space: Space;
  readonly #genotypes: Genotype[] = [];
  readonly #places: Float64Array;
  readonly #onFront: Uint8Array;

  constructor(
    readonly count: number,
    private readonly seed: number,
  ) {
    const spec = builtInSpace(SPACE);
    if (spec === undefined) throw new Error(`there is no built-in space ${SPACE}`);
    this.space = compileSpace(spec);
    this.#draw();
    const macs = Float64Array.from(this.#genotypes, (own) => complexityOf(this.space, own)?.macs ?? 0);
    const order = Int32Array.from({ length: count }, (_, i) => i).sort((a, b) => macs[a] - macs[b] || a - b);
    this.#places = new Float64Array(count);
    this.#onFront = new Uint8Array(count);
    order.forEach((i, rank) => {
      this.#places[i] = rank / count;
    });
    const points = Math.min(FRONT_POINTS, count);
    for (let k = 0; k < points; k++) this.#onFront[order[Math.floor((k * count) / points)]] = 1;
  }

  genotype(i: number): Genotype {
    return this.#genotypes[i];
  }

  architecture(i: number): Architecture {
    return toArchitecture(this.space, this.#genotypes[i]);
  }

  values(i: number): Values {
    const place = this.#places[i];
    if (this.#onFront[i] === 1) return bestAt(place, 0, [1, 1, 1, 1]);
    const random = new Random(`bench-archive/${this.seed}/${i}`);
    const worse = () => 1 + random.next();
    return bestAt(place, MARGIN + 0.1 * random.next(), [worse(), worse(), worse(), worse()]);
  }

  #draw(): void {
    const draw = sampler(this.space);
    const random = new Random(`bench-archive/${this.seed}`);
    const seen = new Set<string>();
    while (this.#genotypes.length < this.count) {
      const genotype = draw(random);
      const key = genotypeKey(genotype);
      if (seen.has(key)) continue;
      seen.add(key);
      this.#genotypes.push(genotype);
    }
  }
}

/** Difference between the greatest and the least accuracy of the front. */
const RISE = 0.15;
/** What the accuracy rises by from one point of the front to the next, and a little more: [fraction]. */
const MARGIN = (1.01 * RISE) / FRONT_POINTS;

/** The best values of a network of that place, less accurate and each cost larger by a factor. */
function bestAt(place: number, less: number, factors: readonly number[]): Values {
  const costs = DEVICES.map((_, d) => ({
    latency: (4 + 40 * place) * (1 + d) * factors[2 * d],
    energy: (30 + 400 * place ** 1.2) * (1 + 0.5 * d) * factors[2 * d + 1],
  }));
  return { accuracy: 0.65 + RISE * place - less, costs };
}
