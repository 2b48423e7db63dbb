import type { Archive, ContentsPage } from "../records/archive.js";
import type { Change } from "../records/changes.js";

/** Changes per commit. */
const BATCH = 50_000;

/** Commits all pages of `source` to `target`, in order and in batches. `target` gives out new sequence numbers. */
export async function copyArchive(source: AsyncIterable<ContentsPage>, target: Archive): Promise<void> {
  let batch: Change[] = [];
  for await (const { changes } of source) {
    for (const change of changes) batch.push(change);
    if (batch.length < BATCH) continue;
    await target.commit(batch);
    batch = [];
  }
  await target.commit(batch);
}
