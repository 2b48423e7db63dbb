import { openArchive } from "../../src/archive/open.js";
import { finding, latency, measure, note, put, task } from "../contract/archive-samples.js";

// Commits batches to the archive that the first argument names, until it is killed. Prints the number of each batch
// once it is acknowledged.
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
