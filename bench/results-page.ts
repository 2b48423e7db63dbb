/**
 * Rewrites the generated tables of docs/results.md from bench/results and the seeds. A test fails if the page differs
 * from what this writes.
 *
 *   npx tsx bench/results-page.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { filled } from "./page/blocks.js";

const page = resolve(import.meta.dirname, "../docs/results.md");
writeFileSync(page, filled(readFileSync(page, "utf8")));
