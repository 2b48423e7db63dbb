import type { Archive } from "../records/archive.js";
import type { Change } from "../records/changes.js";

const BATCH = 50_000;

/** Commits everything `source` yields to `target`, in order and in batches; sequence numbers are given anew. */
export async function copyArchive(source: AsyncIterable<readonly Change[]>, target: Archive): Promise<void> {
  let batch: Change[] = [];
  for await (const changes of source) {
    for (const change of changes) batch.push(change);
    if (batch.length < BATCH) continue;
    await target.commit(batch);
    batch = [];
  }
  await target.commit(batch);
}
