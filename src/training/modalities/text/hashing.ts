/** The shortest and the longest parts of a word that have a share in its vector. */
const SHORTEST = 3;
const LONGEST = 5;
/** Number of positions that each part of a word changes. */
const POSITIONS_EACH = 4;

/**
 * Returns the vector of a word where no table of word vectors is given: the mean over the word, between the marks `<`
 * and `>`, and its parts of 3 to 5 characters, of a vector that has 1 or -1 at four positions, which a hash of the part
 * decides (FNV-1a of its UTF-8 bytes, mixed as in MurmurHash 3). Words that share parts have similar vectors, and every
 * word has one. The same in every version and on every machine.
 */
export function hashedWord(word: string, size: number): Float32Array {
  const parts = partsOf(word);
  const vector = new Float32Array(size);
  for (const part of parts) {
    let hash = fnv1a(part);
    for (let i = 0; i < POSITIONS_EACH; i++) {
      hash = mixed((hash + 0x9e3779b9) >>> 0);
      vector[(hash >>> 1) % size] += (hash & 1) === 1 ? 1 : -1;
    }
  }
  return vector.map((value) => value / parts.length);
}

/** The marked word, and its parts; characters are code points. */
function partsOf(word: string): readonly string[] {
  const characters = ["<", ...word, ">"];
  const whole = characters.join("");
  const parts = [whole];
  for (let length = SHORTEST; length <= Math.min(LONGEST, characters.length - 1); length++)
    for (let from = 0; from + length <= characters.length; from++)
      parts.push(characters.slice(from, from + length).join(""));
  return parts;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** Spreads every bit of a 32-bit number over all others. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}
