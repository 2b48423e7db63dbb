import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const FOLDERS = ["docs", "seeds", "bench", "examples"].filter((folder) => existsSync(join(root, folder)));

const inFolders = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
);
const documents = [...readdirSync(root), ...inFolders].filter((file) => file.endsWith(".md")).sort();
const decisions = documents.filter((file) => /^docs\/decisions\/\d/.test(file));

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const words = (text: string): number => text.trim().split(/\s+/).length;

/** The lines of a document outside its code blocks, with their numbers. */
function prose(text: string): { readonly line: string; readonly number: number }[] {
  let code = false;
  return text.split("\n").flatMap((line, i) => {
    const isFence = /^\s*```/.test(line);
    if (isFence) code = !code;
    return code || isFence ? [] : [{ line, number: i + 1 }];
  });
}

/** The anchor that GitHub gives to a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

function anchorsOf(file: string): string[] {
  return prose(read(file)).flatMap(({ line }) => {
    const heading = /^#+ (.*)$/.exec(line)?.[1];
    return heading === undefined ? [] : [anchorOf(heading)];
  });
}

/** Links of a document that lead nowhere: to a file that is not there, or to a heading that its document lacks. */
function brokenLinks(file: string): string[] {
  const text = prose(read(file))
    .map(({ line }) => line)
    .join("\n");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path, anchor] = target.split("#");
    const found = path === "" ? file : relative(root, resolve(root, dirname(file), path));
    if (!existsSync(join(root, found))) return [target];
    const isMissing = anchor !== undefined && !anchorsOf(found).includes(anchor);
    return isMissing ? [target] : [];
  });
}

describe("documents", () => {
  it("are found", () => {
    expect(documents).toEqual(expect.arrayContaining(["README.md", "docs/results.md", "seeds/README.md"]));
    expect(decisions.length).toBeGreaterThan(40);
  });

  it.each(documents)("link to what is there: %s", (file) => {
    expect(brokenLinks(file)).toEqual([]);
  });

  it.each(documents)("have no line over 120 characters, tables and URLs aside: %s", (file) => {
    const long = prose(read(file)).filter(
      ({ line }) => line.length > 120 && !line.startsWith("|") && !line.includes("://"),
    );
    expect(long.map(({ number }) => number)).toEqual([]);
  });

  it("say where `npx harmonic` works, if they use it", () => {
    const silent = documents.filter((file) => {
      const text = read(file);
      return text.includes("npx harmonic ") && !text.includes("npm ci");
    });
    expect(silent).toEqual([]);
  });
});

describe("the README", () => {
  it("has at most 900 words", () => {
    expect(words(read("README.md"))).toBeLessThanOrEqual(900);
  });
});

describe("decisions", () => {
  it.each(decisions)("have one form and at most 400 words: %s", (file) => {
    const text = read(file);
    const number = /\/(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1];
    const head = /^# (\d{4}) - \S.*\n\n- Status: \S.*\n- Date: \d{4}-\d{2}-\d{2}\n\n## Context\n/.exec(text);
    expect(head?.[1]).toBe(number);
    const sections = [...text.matchAll(/^## (.*)$/gm)].map(([, name]) => name);
    expect(sections.filter((name) => name !== "Alternatives")).toEqual([
      "Context",
      "Decision",
      "Consequences",
    ]);
    expect(sections.length).toBeLessThanOrEqual(4);
    expect(words(text)).toBeLessThanOrEqual(400);
  });

  it("are all in the index, once", () => {
    const index = read("docs/decisions/README.md");
    const listed = [...index.matchAll(/\]\((\d{4}-[a-z0-9-]+\.md)\)/g)].map(([, file]) => file);
    expect(listed.sort()).toEqual(decisions.map((file) => file.replace("docs/decisions/", "")));
  });
});

describe("the citation", () => {
  it("has the version of the package", () => {
    const { version } = JSON.parse(read("package.json"));
    expect(read("CITATION.cff")).toContain(`\nversion: ${version}\n`);
  });
});
