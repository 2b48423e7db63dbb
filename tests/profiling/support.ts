import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Timing } from "../../src/profiling/protocol/block.js";

/** A machine whose time is computed: calls take as long as they say, and sleeping takes no real time. */
export class FakeTime implements Timing {
  time = 0;
  slept: number[] = [];
  now = (): number => this.time;
  pass(ms: number): void {
    this.time += ms;
  }
  sleep = async (ms: number): Promise<void> => {
    this.slept.push(ms);
    this.time += ms;
  };
}

/** Writes files below a folder, by path. */
export function writeTree(root: string, files: Readonly<Record<string, string | number>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${content}\n`);
  }
}
