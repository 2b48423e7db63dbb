import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type StoredNetwork, writeNetwork } from "./network-file.js";

const ENDING = ".network";

/** A folder of trained networks with a quota in bytes. Beyond the quota, the oldest files are removed first. */
export class NetworkStore {
  constructor(
    private readonly folder: string,
    private readonly quota: number,
  ) {}

  /**
   * Writes a network to the file `NAME.network` and returns the name of that file; with a quota of 0 bytes, writes
   * nothing and returns undefined. The newest network is never removed, even if it alone exceeds the quota.
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

  /** Lists the files, oldest first and equally old ones by name. Skips files that another process has just removed. */
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
