import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { MongoMemoryReplSet } from "mongodb-memory-server-core";
import type { TestProject } from "vitest/node";

/** The database server of a test run: its address, or why there is none, or why one that was found does not start. */
export type TestMongod =
  | { readonly kind: "running"; readonly uri: string; readonly binary: string }
  | { readonly kind: "absent"; readonly reason: string }
  | { readonly kind: "broken"; readonly reason: string };

declare module "vitest" {
  export interface ProvidedContext {
    /** The address at which a test asks for the run's mongod; the first request starts it. */
    mongodStarter: string;
  }
}

/**
 * The global setup of vitest: one mongod (a replica set of one member) for the whole run, fetched and started when it
 * is first asked for.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let replicaSet: MongoMemoryReplSet | undefined;
  let answer: Promise<TestMongod> | undefined;
  const start = async (): Promise<TestMongod> => {
    const found = await findMongod();
    if (found.kind !== "found") return found;
    try {
      replicaSet = await startReplicaSet(found.binary);
      return { kind: "running", uri: replicaSet.getUri(), binary: found.binary };
    } catch (error) {
      return { kind: "broken", reason: `${found.binary} does not start: ${(error as Error).message}` };
    }
  };
  const server = createServer(async (_request, response) => {
    answer ??= start();
    response.end(JSON.stringify(await answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  project.provide("mongodStarter", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.closeAllConnections();
    server.close();
    await replicaSet?.stop({ doCleanup: true, force: true });
  };
}

async function startReplicaSet(binary: string): Promise<MongoMemoryReplSet> {
  process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK = "false";
  const { MongoMemoryReplSet } = await import("mongodb-memory-server-core");
  return MongoMemoryReplSet.create({
    binary: { systemBinary: binary },
    replSet: { count: 1, storageEngine: "wiredTiger" },
  });
}

type Found = { readonly kind: "found"; readonly binary: string } | Exclude<TestMongod, { kind: "running" }>;

function findMongod(): Promise<Found> {
  const script = fileURLToPath(new URL("../../scripts/fetch-mongod.mjs", import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [script], (error, stdout, stderr) => {
      if (error === null) resolve({ kind: "found", binary: stdout.trim() });
      else resolve({ kind: error.code === 3 ? "absent" : "broken", reason: stderr.trim() });
    });
  });
}
