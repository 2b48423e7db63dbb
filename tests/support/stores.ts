import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestMongod } from "./mongod.js";

/** An empty archive of a kind, by its URL. */
export interface Place {
  readonly url: string;
  remove(): void;
}

/** How to make places: always in files, and on a server where there is one. */
export function placesOn(mongod: Exclude<TestMongod, { kind: "broken" }>): [string, () => Place][] {
  const places: [string, () => Place][] = [["SQLite", sqlitePlace]];
  if (mongod.kind !== "absent") {
    places.push([
      "MongoDB",
      () => {
        const url = new URL(mongod.uri);
        url.pathname = `/${randomUUID()}`;
        return { url: url.href, remove: () => undefined };
      },
    ]);
  }
  return places;
}

function sqlitePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), "runs-"));
  return {
    url: `sqlite:${join(folder, "archive.db")}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
