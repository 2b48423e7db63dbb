/**
 * Writes the generated tables of docs/results.md anew, from bench/results and the seeds:
 * `npx tsx bench/results-page.ts`. A test fails where the page is not what this writes.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { filled } from "./page/blocks.js";

const page = resolve(import.meta.dirname, "../docs/results.md");
writeFileSync(page, filled(readFileSync(page, "utf8")));
