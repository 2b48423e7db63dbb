// The compiler does not set the executable bit that `npx harmonic` needs.
import { chmodSync } from "node:fs";

chmodSync(new URL("../dist/src/main.js", import.meta.url), 0o755);
