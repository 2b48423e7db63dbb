import { randomUUID } from "node:crypto";
import { openArchive } from "../archive/open.js";
import type { Log } from "../base/log.js";
import type { ArchiveCare } from "../records/whole/archive-care.js";
import { AuditTrail } from "../service/audit/trail.js";

/**
 * The care of archives, whose repairs are in the audit trail of the repaired archive. A repair that changed nothing
 * leaves no entry.
 *
 * @param name user of the operating system
 */
export function recordedCare(care: ArchiveCare, name: string, log: Log): ArchiveCare {
  return {
    ...care,
    async repair(url, onChecked) {
      const report = await care.repair(url, onChecked);
      if (report.damaged.length === 0 && report.rebuilt.length === 0) return report;
      const archive = await openArchive(url);
      try {
        const trail = new AuditTrail({ archive, clock: Date.now, newId: randomUUID, log });
        await trail.append({ viewer: "cli", name, operation: "repair", outcome: "done" });
      } finally {
        await archive.close();
      }
      return report;
    },
  };
}
