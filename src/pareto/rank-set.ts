/**
 * A set of integers from 0 to size - 1, stored as a tree of 32-bit words. Adding, deleting and finding a neighbour take
 * O(log size), where the logarithm has base 32. Arguments are not checked.
 */
export class RankSet {
  /** Level 0 has one bit per integer, level k + 1 one bit per non-empty word of level k; the top level is one word. */
  readonly #levels: Int32Array[] = [];

  constructor(size: number) {
    let words = size;
    do {
      words = Math.max(1, Math.ceil(words / 32));
      this.#levels.push(new Int32Array(words));
    } while (words > 1);
  }

  add(member: number): void {
    let position = member;
    for (const level of this.#levels) {
      level[position >>> 5] |= 1 << (position & 31);
      position >>>= 5;
    }
  }

  delete(member: number): void {
    let position = member;
    for (const level of this.#levels) {
      level[position >>> 5] &= ~(1 << (position & 31));
      if (level[position >>> 5] !== 0) return;
      position >>>= 5;
    }
  }

  /** The greatest member below `limit`; -1 if there is none. */
  below(limit: number): number {
    let position = limit;
    for (let k = 0; k < this.#levels.length; k++) {
      const word = position >>> 5;
      const bits = this.#levels[k][word] & ((1 << (position & 31)) - 1);
      if (bits !== 0) return this.#last(k, word, bits);
      position = word;
    }
    return -1;
  }

  /** The smallest member above `limit`; -1 if there is none. */
  above(limit: number): number {
    let position = limit;
    for (let k = 0; k < this.#levels.length; k++) {
      const word = position >>> 5;
      const bits = this.#levels[k][word] & (-2 << (position & 31));
      if (bits !== 0) return this.#first(k, word, bits);
      position = word;
    }
    return -1;
  }

  #last(level: number, word: number, bits: number): number {
    let position = word * 32 + 31 - Math.clz32(bits);
    for (let k = level - 1; k >= 0; k--)
      position = position * 32 + 31 - Math.clz32(this.#levels[k][position]);
    return position;
  }

  #first(level: number, word: number, bits: number): number {
    let position = word * 32 + trailingZeros(bits);
    for (let k = level - 1; k >= 0; k--) position = position * 32 + trailingZeros(this.#levels[k][position]);
    return position;
  }
}

const trailingZeros = (bits: number): number => 31 - Math.clz32(bits & -bits);
