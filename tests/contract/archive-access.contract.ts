import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";
import type { AuditEntry } from "../../src/records/access/audit-entry.js";
import type { TokenRecord } from "../../src/records/access/token.js";
import type { Change } from "../../src/records/changes.js";
import type { Subject } from "./archive.contract.js";
import { put, task } from "./archive-samples.js";

const token = (id: string, more: Partial<TokenRecord> = {}): TokenRecord => ({
  id,
  name: `name of ${id}`,
  role: "write",
  createdAt: "2026-01-02T03:04:05.006Z",
  salt: "5a",
  hash: "c0ffee",
  ...more,
});

const entry = (number: number): AuditEntry => ({
  id: `2026-01-02T03:04:05.${String(number).padStart(3, "0")}Z/000000/id`,
  at: "2026-01-02T03:04:05.006Z",
  viewer: "token:a",
  name: "somebody",
  operation: "registerTask",
  subject: `task ${number}`,
  outcome: "done",
});

const keep = (record: TokenRecord): Change => ({ type: "insert", kind: "token", record });
const note = (record: AuditEntry): Change => ({ type: "insert", kind: "audit", record });

export function accessContract(subject: () => Subject): void {
  describe("tokens and the audit trail", () => {
    it("come back as they were stored, entries newest first and in pages", async () => {
      const { archive, another, isShared } = subject();
      await archive.commit([keep(token("a")), keep(token("b", { expiresAt: "2027-01-01T00:00:00.000Z" }))]);
      await archive.commit([2, 1, 4, 3].map((number) => note(entry(number))));
      const reader = isShared ? await another() : archive;
      expect(await reader.list("token")).toEqual([
        token("a"),
        token("b", { expiresAt: "2027-01-01T00:00:00.000Z" }),
      ]);
      const found = await reader.auditTrail({ limit: 3 });
      expect(found).toEqual([entry(4), entry(3), entry(2)]);
      expect(await reader.auditTrail({ limit: 3, after: found[2].id })).toEqual([entry(1)]);
      expect(await reader.auditTrail({ limit: 0 })).toEqual([]);
      expect(await reader.auditTrail({ limit: 3, after: "0" })).toEqual([]);
    });

    it("refuse a second one of the same id", async () => {
      const { archive } = subject();
      await archive.commit([keep(token("a")), note(entry(1))]);
      await expect(archive.commit([keep(token("a"))])).rejects.toMatchObject({ code: "CONFLICT" });
      await expect(archive.commit([note(entry(1))])).rejects.toMatchObject({ code: "CONFLICT" });
    });

    it("survive a reset, which deletes everything else", async () => {
      const { archive } = subject();
      await archive.commit([put(task("a")), keep(token("a")), note(entry(1))]);
      await archive.reset();
      expect(await archive.list("task")).toEqual([]);
      expect(await archive.list("token")).toEqual([token("a")]);
      expect(await archive.auditTrail({ limit: 10 })).toEqual([entry(1)]);
    });

    it("are in a backup", async () => {
      const { archive } = subject();
      await archive.commit([keep(token("a")), note(entry(1)), note(entry(2))]);
      const folder = await mkdtemp(join(tmpdir(), "backup-"));
      await archive.backup(join(folder, "copy.db"));
      const copy = await openArchive(`sqlite:${join(folder, "copy.db")}`);
      expect(await copy.list("token")).toEqual([token("a")]);
      expect(await copy.auditTrail({ limit: 10 })).toEqual([entry(2), entry(1)]);
      await copy.close();
      await rm(folder, { recursive: true });
    });
  });
}
