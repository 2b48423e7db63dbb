import { seedArchive } from "../../seeds/seed.js";
import { openArchive } from "../../src/archive/open.js";

// Fills the archive that the first argument names, to be killed in the middle of it.
const archive = await openArchive(process.argv[2]);
process.stdout.write("begins\n");
await seedArchive(archive, () => undefined);
process.stdout.write("filled\n");
await archive.close();
