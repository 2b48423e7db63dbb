import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type StoredNetwork, writeNetwork } from "./network-file.js";

const ENDING = ".network";

/** The trained networks in a folder: up to `quota` bytes in all, of which the oldest files are removed first. */
export class NetworkStore {
  constructor(
    private readonly folder: string,
    private readonly quota: number,
  ) {}

  /**
   * Keeps a network as `NAME.network`, and returns that name; undefined where the quota is 0 bytes, and nothing is
   * kept. The newest network is never removed, however large it is.
   */
  async keep(name: string, network: StoredNetwork): Promise<string | undefined> {
    if (this.quota === 0) return undefined;
    const kept = `${name}${ENDING}`;
    await writeNetwork(join(this.folder, kept), network);
    await this.#removeOldest(kept);
    return kept;
  }

  async #removeOldest(newest: string): Promise<void> {
    const files = await this.#files();
    let bytes = files.reduce((sum, { size }) => sum + size, 0);
    for (const { name, size } of files.filter((file) => file.name !== newest)) {
      if (bytes <= this.quota) return;
      await rm(join(this.folder, name), { force: true });
      bytes -= size;
    }
  }

  /** Oldest first; files of one moment by name. Another process may remove some in the meantime. */
  async #files(): Promise<readonly { readonly name: string; readonly size: number }[]> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith(ENDING)).sort();
    const found = await Promise.all(
      names.map(async (name) => {
        const file = await stat(join(this.folder, name)).catch(() => undefined);
        return file === undefined ? [] : [{ name, size: file.size, time: file.mtimeMs }];
      }),
    );
    return found.flat().sort((a, b) => a.time - b.time);
  }
}
