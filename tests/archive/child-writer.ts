import { openArchive } from "../../src/archive/open.js";
import { finding, latency, measure, note, put, task } from "../contract/archive-samples.js";

/** Commits batches to the archive named by the first argument until it is killed; prints each number once acknowledged. */
const archive = await openArchive(process.argv[2]);
for (let batch = 0; ; batch++) {
  await archive.commit([
    put(task(`t${batch}`)),
    note(finding("r", batch)),
    ...[0, 1, 2].map((i) => measure(latency(`${batch}/${i}`, i))),
    { type: "blob", key: "last", bytes: Buffer.from(String(batch)) },
  ]);
  process.stdout.write(`${batch}\n`);
}
