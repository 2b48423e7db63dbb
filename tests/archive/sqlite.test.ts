import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import { archiveContract } from "../contract/archive.contract.js";

describe("the SQLite archive in a file", () => {
  archiveContract(async () => {
    const folder = await mkdtemp(join(tmpdir(), "harmonic-archive-"));
    return {
      open: () => openArchive(`sqlite:${join(folder, "new folder", "archive é.db")}`),
      isShared: true,
      remove: () => rm(folder, { recursive: true }),
    };
  });
});

describe("the SQLite archive in memory", () => {
  archiveContract(async () => ({
    open: () => openArchive("sqlite::memory:"),
    isShared: false,
    remove: async () => undefined,
  }));
});
