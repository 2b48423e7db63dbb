// Sets the executable bit that `npx harmonic` needs, which the compiler does not set.
import { chmodSync } from "node:fs";

chmodSync(new URL("../dist/src/main.js", import.meta.url), 0o755);
