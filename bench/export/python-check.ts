import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { exportNetwork } from "../../src/training/networks/export-network.js";
import type { Agreement, Check } from "./own-pass.js";

const PROGRAM = fileURLToPath(new URL("../peers/export_check.py", import.meta.url));

/** Compares with PyTorch: a Python process reads one exported folder after the other. */
export function pythonCheck(space: string, python: string): Check {
  const child = spawn(python, [PROGRAM], { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async compare(genes, seed) {
      const scratch = mkdtempSync(join(tmpdir(), "harmonic-export-"));
      try {
        const subject = {
          task: { id: "bench", name: "bench", description: "" },
          space,
          architecture: { id: String(seed), genes },
          accuracy: [],
          costs: [],
        };
        const out = join(scratch, "network");
        const batch = seed % 2 === 0 ? undefined : 2;
        await exportNetwork({ subject, format: "pytorch", batch, seed, out }, undefined, {
          supernets: scratch,
          vocabularyFile: join(scratch, "none"),
        });
        child.stdin.write(`${out}\n`);
        const answer = await answers.next();
        if (answer.done) throw new Error(`${PROGRAM} ended early`);
        return JSON.parse(answer.value) as Agreement;
      } finally {
        rmSync(scratch, { recursive: true, force: true });
      }
    },
    close: () => {
      child.stdin.end();
    },
  };
}
