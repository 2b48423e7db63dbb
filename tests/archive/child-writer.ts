import { openArchive } from "../../src/archive/open.js";
import { finding, latency, measure, note, put, task } from "../contract/archive-samples.js";

// Commits batches to the archive that the first argument names, until it is killed; a second one is `threadFrom`.
// once it is acknowledged.
const [, , url, threadFrom] = process.argv;
const archive = await openArchive(url, threadFrom === undefined ? {} : { threadFrom: Number(threadFrom) });
for (let batch = 0; ; batch++) {
  await archive.commit([
    put(task(`t${batch}`)),
    note(finding("r", batch)),
    ...[0, 1, 2].map((i) => measure(latency(`${batch}/${i}`, i))),
    { type: "blob", key: "last", bytes: Buffer.from(String(batch)) },
  ]);
  process.stdout.write(`${batch}\n`);
}
