/**
 * A seeded generator of random numbers: sfc32 (Chris Doty-Humphrey, PractRand), whose state is mixed from the seed by
 * a hash like xmur3. The same seed gives the same stream on every machine. It is not suitable for secrets.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;
  readonly #seed: string;

  constructor(seed: number | string) {
    this.#seed = String(seed);
    const hash = hashStream(this.#seed);
    this.#a = hash();
    this.#b = hash();
    this.#c = hash();
    this.#counter = 1;
    for (let i = 0; i < 15; i++) this.#step();
  }

  /**
   * Returns an independent stream. It depends on this stream's seed and on `label` only, not on what was drawn
   * before.
   */
  fork(label: number | string): Random {
    return new Random(`${this.#seed}/${label}`);
  }

  /** Draws a number uniformly from [0, 1), with 53 random bits. */
  next(): number {
    const high = this.#step() >>> 5;
    const low = this.#step() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  }

  /** Draws an integer uniformly from [0, n). */
  int(n: number): number {
    return Math.floor(this.next() * n);
  }

  /** Draws an integer uniformly from [0, n), exactly for any size (rejection sampling on whole 32-bit words). */
  bigint(n: bigint): bigint {
    const words = Math.ceil(n.toString(2).length / 32);
    const range = 1n << BigInt(32 * words);
    const limit = range - (range % n);
    for (;;) {
      let value = 0n;
      for (let i = 0; i < words; i++) value = (value << 32n) | BigInt(this.#step() >>> 0);
      if (value < limit) return value % n;
    }
  }

  /** Draws from the standard normal distribution (Box-Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Draws one item uniformly. The list must not be empty. */
  pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)];
  }

  /** Returns a shuffled copy (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }

  #step(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return sum;
  }
}

function hashStream(text: string): () => number {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h | 0;
  };
}
