const PAGE_BYTES = 65_536;
/** Numbers begin at multiples of this [bytes], the size of a cache line. */
const ALIGNMENT = 64;
/** Memory up to which images stay in place [bytes]: some ten models of 800 rows. */
const MOST_BYTES = 48 * 2 ** 20;

/** A memory of WebAssembly. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): void;
}

/**
 * The memory of the kernels: a part for one call at its beginning, and behind it copies of the images that were used
 * last. When it is full, all copies are forgotten, and made again when their images are used again.
 */
export class Arena {
  #scratchBytes = 0;
  #end = ALIGNMENT;
  #generation = 0;
  readonly #places = new WeakMap<Float64Array, { readonly generation: number; readonly at: number }>();

  constructor(private readonly memory: KernelMemory) {}

  /** Returns the address of memory for one call [bytes]. Whatever was placed before may have to be placed again. */
  scratch(bytes: number): number {
    if (bytes > this.#scratchBytes) {
      this.#scratchBytes = aligned(bytes);
      this.#forget();
      this.#grow(this.#end);
    }
    return ALIGNMENT;
  }

  /** Returns the address of a copy of the image, whose numbers never change [bytes]. */
  place(image: Float64Array): number {
    const place = this.#places.get(image);
    if (place?.generation === this.#generation) return place.at;
    const bytes = aligned(image.byteLength);
    if (this.#end + bytes > MOST_BYTES) this.#forget();
    const at = this.#end;
    this.#grow(at + bytes);
    this.#end += bytes;
    new Float64Array(this.memory.buffer, at, image.length).set(image);
    this.#places.set(image, { generation: this.#generation, at });
    return at;
  }

  /** The memory now. It moves when something is placed. */
  get buffer(): ArrayBuffer {
    return this.memory.buffer;
  }

  #forget(): void {
    this.#generation++;
    this.#end = ALIGNMENT + this.#scratchBytes;
  }

  #grow(bytes: number): void {
    const missing = bytes - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
  }
}

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
