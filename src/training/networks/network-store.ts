import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Architecture } from "../../space/types.js";
import { networkTerms, type StoredNetwork, writeNetwork } from "./network-file.js";

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
   *
   * @param last names of files that are removed only after all others, again the oldest first
   */
  async keep(
    name: string,
    network: StoredNetwork,
    last: readonly string[] = [],
  ): Promise<string | undefined> {
    if (this.quota === 0) return undefined;
    const kept = `${name}${ENDING}`;
    await writeNetwork(join(this.folder, kept), network);
    await this.#removeOldest(kept, new Set(last));
    return kept;
  }

  /** Finds the networks of a task with these genes, complete and in any order of genes. The newest comes first. */
  async find(task: string, genes: Architecture): Promise<readonly string[]> {
    const found: string[] = [];
    for (const { name } of (await this.#files()).toReversed()) {
      if (!name.startsWith(`${task}.`)) continue;
      const file = join(this.folder, name);
      const terms = await networkTerms(file);
      if (terms?.task === task && areEqual(terms.genes, genes)) found.push(file);
    }
    return found;
  }

  async #removeOldest(newest: string, last: ReadonlySet<string>): Promise<void> {
    const files = await this.#files();
    let bytes = files.reduce((sum, { size }) => sum + size, 0);
    const others = files.filter((file) => file.name !== newest);
    const order = [
      ...others.filter(({ name }) => !last.has(name)),
      ...others.filter(({ name }) => last.has(name)),
    ];
    for (const { name, size } of order) {
      if (bytes <= this.quota) return;
      await rm(join(this.folder, name), { force: true });
      bytes -= size;
    }
  }

  /** Lists the files, oldest first and equally old ones by name. Skips files that another process has just removed. */
  async #files(): Promise<readonly { readonly name: string; readonly size: number }[]> {
    const all = await readdir(this.folder).catch(() => []);
    const names = all.filter((name) => name.endsWith(ENDING)).sort();
    const found = await Promise.all(
      names.map(async (name) => {
        const file = await stat(join(this.folder, name)).catch(() => undefined);
        return file === undefined ? [] : [{ name, size: file.size, time: file.mtimeMs }];
      }),
    );
    return found.flat().sort((a, b) => a.time - b.time);
  }
}

/** Whether two networks have the same genes. Genes without effect count too: both are in canonical form. */
function areEqual(a: Architecture, b: Architecture): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
