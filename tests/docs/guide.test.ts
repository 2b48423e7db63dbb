import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { createSchema } from "../../src/api/schema.js";

const root = resolve(import.meta.dirname, "../..");
const schema = createSchema();

const documents = ["README.md", "docs/guide/tour.md", "docs/guide/graphql.md"].flatMap((file) => {
  const text = readFileSync(resolve(root, file), "utf8");
  return [...text.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, source], i) => ({
    name: `${file} #${i + 1}`,
    source,
  }));
});

describe("the GraphQL in the documentation", () => {
  it("is there", () => {
    expect(documents.length).toBeGreaterThan(5);
  });

  it.each(documents)("is valid: $name", ({ source }) => {
    expect(validate(schema, parse(source)).map((error) => error.message)).toEqual([]);
  });
});
