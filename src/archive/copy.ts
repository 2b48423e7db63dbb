import type { Archive, Change } from "../service/ports.js";

const BATCH = 10_000;

/** Commits everything `source` yields to `target`, in order and in batches; sequence numbers are given anew. */
export async function copyArchive(source: AsyncIterable<Change>, target: Archive): Promise<void> {
  let batch: Change[] = [];
  for await (const change of source) {
    batch.push(change);
    if (batch.length < BATCH) continue;
    await target.commit(batch);
    batch = [];
  }
  await target.commit(batch);
}
