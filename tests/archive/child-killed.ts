import { openArchive } from "../../src/archive/open.js";
import { latency, measure } from "../contract/archive-samples.js";

// Begins one large batch, to be killed in the middle of it. Arguments: the archive, and a name for the batch.
const [url, name] = process.argv.slice(2);
const archive = await openArchive(url);
const batch = Array.from({ length: 200_000 }, (_, i) => measure(latency(`${name}/${i}`, i)));
process.stdout.write("begins\n");
await archive.commit(batch);
process.stdout.write("stored\n");
await archive.close();
