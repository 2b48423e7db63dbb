import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runId } from "../../src/base/ids.js";
import { resolveSettings } from "../../src/cli/settings.js";
import { runExecutor } from "../../src/composition/open-service.js";
import { News } from "../../src/projections/news.js";

const isBuilt = existsSync(new URL("../../dist/src/composition/run-process.js", import.meta.url));

describe.skipIf(!isBuilt)(
  "a search whose process finds no archive (needs the program: npm run build)",
  () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "harmonic-lost-"));
      writeFileSync(join(folder, "file"), "");
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const endWith = (queue: string) => {
      // No archive can be opened below a file.
      const archive = `sqlite:${join(folder, "file", "archive.db")}`;
      const settings = resolveSettings(
        {},
        { ARCHIVE: archive, SEEDS: "none", QUEUE: queue, LOG_LEVEL: "silent" },
      );
      const order = { run: runId("r"), owner: "o", spent: 0, beganAt: 0, waits: true };
      const run = { signal: new AbortController().signal, request: undefined, ask: () => undefined };
      return runExecutor(settings)?.execute(order, run, new News());
    };

    it("is left to other servers where these take over, and goes on once the archive is back", async () => {
      const reason = expect.stringContaining("cannot be created");
      expect(await endWith("redis://127.0.0.1:1/0")).toEqual({ kind: "lost", reason });
    });

    it("fails with the reason where no other server would go on", async () => {
      const reason = expect.stringContaining("cannot be created");
      expect(await endWith("local")).toEqual({ kind: "crashed", reason });
    });
  },
);
