import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Log } from "../../base/log.js";
import type { Archive } from "../../records/archive.js";
import { RESET_RECEIPT } from "../../records/whole/reset-receipt.js";
import { type Image, readImage, writeImage } from "./image.js";

/** How much a projection may have changed since it was written, before it is written again. */
const MOST_UNWRITTEN = 20_000;
/** How much it must have changed, as a share, to be written before the end. */
const LEAST_GROWTH = 0.05;
/** Time from a large change to the writing, in which more of them may follow [ms]. */
const DELAY_MS = 2_000;

interface Meta {
  /** What the image is of. */
  readonly name: string;
  /** The last reset of the archive before it was read. */
  readonly reset: string;
  readonly own: unknown;
}

/** An image to be written. */
interface Offer {
  readonly size: number;
  readonly image: () => Image;
}

/**
 * Keeps images of projections in a folder, so that a start need not read the whole archive. An image is only a copy:
 * one that is damaged, of another archive or of before a reset is ignored, which the log says, and what it would have
 * had is read from the archive. Without a folder nothing is kept.
 */
export class Snapshots {
  readonly #written = new Map<string, number>();
  readonly #offered = new Map<string, Offer>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly archive: Pick<Archive, "get">,
    private readonly log: Log,
    private readonly folder?: string,
    private readonly mostUnwritten = MOST_UNWRITTEN,
    private readonly delay = DELAY_MS,
  ) {}

  /**
   * Restores what an image has; undefined where there is none that can be used.
   * @param name what it is of
   * @param restore makes the projection, and throws an `Error` with the reason where the image is not of this archive
   * @param sizeOf tells how much the projection follows from, in the unit of `offer`
   */
  async restored<T>(
    name: string,
    restore: (image: Image) => Promise<T>,
    sizeOf: (made: T) => number,
  ): Promise<T | undefined> {
    if (this.folder === undefined) return undefined;
    try {
      const image = readImage(this.#file(name));
      if (image === undefined) return undefined;
      const meta = image.meta as Meta;
      if (meta.name !== name || meta.reset !== (await this.#reset()))
        throw new Error("it is of another archive");
      const made = await restore({ meta: meta.own, arrays: image.arrays });
      this.#written.set(name, sizeOf(made));
      return made;
    } catch (error) {
      this.log.warn(
        { snapshot: this.#file(name), reason: String(error) },
        "a snapshot of columns is not used",
      );
      return undefined;
    }
  }

  /**
   * Says that a projection has changed. After large changes it is written in the background, or by the next `flush`.
   * @param size a number that grows with what was read, such as the last sequence number
   * @param image makes the image; it is called when it is written
   */
  offer(name: string, size: number, image: () => Image): void {
    const written = this.#written.get(name) ?? 0;
    if (this.folder === undefined || size - written < this.mostUnwritten) return;
    this.#offered.set(name, { size, image });
    // A log that is read in pages grows at each: in all, so many times its last size is written.
    if (size - written < LEAST_GROWTH * written) return;
    this.#timer ??= setTimeout(() => void this.flush(), this.delay).unref();
  }

  /** Writes everything that waits for it. A failure is only logged: all of it can be read from the archive. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const offered = [...this.#offered];
    this.#offered.clear();
    this.#writing = this.#writing.then(async () => {
      for (const [name, offer] of offered) await this.#write(name, offer);
    });
    return this.#writing;
  }

  /** Forgets what waits to be written. It is called after the archive was emptied. */
  forget(): void {
    this.#offered.clear();
    this.#written.clear();
  }

  async #write(name: string, { size, image }: Offer): Promise<void> {
    try {
      const { meta, arrays } = image();
      const own: Meta = { name, reset: await this.#reset(), own: meta };
      await writeImage(this.#file(name), { meta: own, arrays });
      this.#written.set(name, size);
    } catch (error) {
      this.log.warn(
        { snapshot: this.#file(name), reason: String(error) },
        "a snapshot of columns was not written",
      );
    }
  }

  async #reset(): Promise<string> {
    return (await this.archive.get("receipt", RESET_RECEIPT))?.fingerprint ?? "never";
  }

  #file(name: string): string {
    const hash = createHash("sha256").update(name).digest("hex").slice(0, 16);
    return join(this.folder ?? "", `${hash}.columns`);
  }
}
