import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentId } from "../../src/records/content-id.js";

describe("an id made from content", () => {
  it("is the beginning of the SHA-256 of the content as JSON, so that stored ids stay valid", () => {
    const hash = createHash("sha256").update('["seed","ofa-latency",7,"v100-b1"]').digest("hex");
    expect(contentId("seed", "ofa-latency", 7, "v100-b1")).toBe(hash.slice(0, 32));
    expect(contentId("seed", "published", 0, "jetson-tx2")).toBe("6741c9e721e03dc0c47d18d84c6b7b6f");
  });

  it("is equal exactly for equal content", () => {
    const parts = fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const copy = JSON.parse(JSON.stringify(one)) as unknown[];
        expect(contentId(...copy)).toBe(contentId(...one));
        const isEqual = JSON.stringify(one) === JSON.stringify(other);
        expect(contentId(...one) === contentId(...other)).toBe(isEqual);
      }),
      { examples: [[[1], ["1"]]] },
    );
  });

  it("depends on where one part ends and the next begins, and on their order", () => {
    const ids = [["ab", "c"], ["a", "bc"], ["c", "ab"], ["abc"], ["ab", "c", ""]].map((parts) =>
      contentId(...parts),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
