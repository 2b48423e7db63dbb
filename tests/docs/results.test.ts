import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { filled } from "../../bench/page/blocks.js";

const page = readFileSync(resolve(import.meta.dirname, "../../docs/results.md"), "utf8");

describe("the generated tables of docs/results.md", () => {
  it("are what `npx tsx bench/results-page.ts` writes", () => {
    expect(page).toBe(filled(page));
  });

  it("are refused where the page lacks one, or has one that nothing makes", () => {
    expect(() => filled("")).toThrow("the page lacks fusion-av-mnist-hard");
    expect(() => filled(`${page}\n<!-- unknown -->\n<!-- /unknown -->\n`)).toThrow(
      "nothing makes the block unknown",
    );
  });
});
