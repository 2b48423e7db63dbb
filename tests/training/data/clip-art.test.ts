import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clipArtListing } from "../../../src/training/data/clip-art/clip-art-listing.js";
import { drawingFacts } from "../../../src/training/data/clip-art/drawing.js";
import { topicsOf, withoutTopics } from "../../../src/training/data/clip-art/topics.js";
import { openDataset } from "../../../src/training/data/open-dataset.js";
import { LocalDatasetTools } from "../../../src/training/dataset-tools.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-clip-art-test-"));
const drawings = join(folder, "svg");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Facts {
  readonly title?: string;
  readonly description?: string;
  readonly creator?: string;
  readonly keywords?: readonly string[];
}

/** A drawing of two rectangles, with metadata as the library has them. */
function svg({ title = "", description = "", creator = "", keywords = [] }: Facts, seed: number): string {
  const agent = (tag: string) =>
    `<dc:${tag}><cc:Agent><dc:title>${creator}</dc:title></cc:Agent></dc:${tag}>`;
  const items = keywords.map((keyword) => `<rdf:li>${keyword}</rdf:li>`).join("");
  const [x, y] = [(seed * 37) % 70, (seed * 53) % 60];
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="80" xmlns:dc="a" xmlns:cc="b" xmlns:rdf="c">' +
    `<metadata><rdf:RDF><cc:Work><dc:title>${title}</dc:title><dc:description>${description}</dc:description>` +
    `<dc:subject><rdf:Bag>${items}</rdf:Bag></dc:subject>${agent("publisher")}${agent("creator")}</cc:Work></rdf:RDF>` +
    `</metadata><rect x="${x}" y="${y}" width="30" height="20" fill="rgb(${(seed * 91) % 200},30,90)"/>` +
    `<rect x="${(x + 45) % 90}" y="5" width="9" height="${10 + (seed % 60)}" fill="blue"/></svg>`
  );
}

const write = (name: string, facts: Facts, seed: number): void => {
  mkdirSync(dirname(join(drawings, name)), { recursive: true });
  writeFileSync(join(drawings, name), svg(facts, seed));
};

beforeAll(() => {
  for (let i = 0; i < 40; i++)
    write(
      `animals/beast_${String.fromCharCode(97 + (i % 26))}${i}.svg`,
      { title: `Beast ${i}`, creator: `Person ${i % 20}` },
      i,
    );
  write(
    "food/fruit/pear.svg",
    {
      title: "A pear &amp; fruits",
      description: "Sweet. By Ann Ex",
      creator: "Ann Ex",
      keywords: ["fruit", "hash(0x81)"],
    },
    50,
  );
  write("food/fruit/copy.svg", { title: "Copy", keywords: ["fruit"] }, 50);
  write("misc/thing.svg", { title: "Thing" }, 51);
  write("misc/broken.svg", { title: "Broken", keywords: ["dog"] }, 52);
  writeFileSync(join(drawings, "misc", "broken.svg"), svg({ keywords: ["dog"] }, 52).slice(0, -30));
  write("recreation/games/cards/ace.svg", { keywords: ["game"] }, 53);
});

describe("clip-art", () => {
  test("reads the metadata of a drawing; a title that is its author's name is none", () => {
    expect(
      drawingFacts(
        svg({ title: "A &#233; &lt;b&gt;", creator: "Ann", keywords: ["dog", "hash(0x1)", ""] }, 1),
      ),
    ).toEqual({
      title: "A é <b>",
      description: "",
      creator: "Ann",
      keywords: ["dog"],
    });
    expect(drawingFacts(svg({ title: "ann", creator: "Ann" }, 1)).title).toBe("");
    expect(drawingFacts("<svg/>")).toEqual({ title: "", description: "", creator: "", keywords: [] });
  });

  test("merges synonymous keywords and folders to topics, and removes their words from texts", () => {
    expect(topicsOf(["Flags", "north_america"], [])).toEqual(["flag"]);
    expect(topicsOf(["dog"], ["animals", "mammals"])).toEqual(["animal", "mammal"]);
    expect(topicsOf(["dog"], [])).toEqual([]);
    expect(withoutTopics("Two DOGS, a cherry-tree and Flags of Norway")).toBe(
      "Two DOGS, a cherry-tree and of Norway",
    );
  });

  test("lists drawings with topics, counts the others by reason, and keeps siblings in one group", async () => {
    const { rows, notes, names } = await clipArtListing(drawings, () => {});
    expect(names?.length).toBe(23);
    expect(notes[0]).toMatch(/^of 45 drawings, these were left out: /);
    for (const part of [
      "1 exact duplicates",
      "1 of no topic",
      "1 cannot be drawn",
      "1 generated themes",
      "2 nearly equal to a drawing of another group",
    ])
      expect(notes[0]).toContain(part);
    const fruit = rows.find(({ key }) => key.includes("fruit"));
    expect(fruit?.target).toEqual(["food", "fruit"]);
    const groups = new Map<string, Set<string | undefined>>();
    for (const { key, group } of rows.filter(({ key }) => key.startsWith("animals"))) {
      const author = String(Number(/\d+/.exec(key)?.[0]) % 20);
      groups.set(author, (groups.get(author) ?? new Set()).add(group));
    }
    expect([...groups.values()].every((found) => found.size === 1)).toBe(true);
  });

  test("is built as pictures of the wanted size, as bytes, with splits by group", async () => {
    const request = { source: drawings, side: 16, out: folder, replace: false };
    const report = await new LocalDatasetTools().buildClipArt(request, () => {});
    expect(report).toMatchObject({ id: "clip-art", targets: "labels", classes: 23 });
    expect(report.train + report.validation + report.test).toBe(39);
    const { splits, modalities } = await openDataset(report.file);
    expect(modalities.image).toEqual([3, 16, 16]);
    expect(splits.train.inputs.image.length).toBe(report.train * 768);
    const authors = (name: "train" | "test") =>
      new Set(
        splits[name].keys
          .filter((key) => key.startsWith("animals"))
          .map((key) => Number(/\d+/.exec(key)?.[0]) % 20),
      );
    for (const author of authors("test")) expect(authors("train").has(author)).toBe(false);
  });

  test("names a source that does not exist, has no drawings, or is no package", async () => {
    const build = (source: string) =>
      new LocalDatasetTools().buildClipArt({ source, side: 16, out: folder, replace: true }, () => {});
    await expect(build(join(folder, "gone"))).rejects.toThrow("gone does not exist");
    mkdirSync(join(folder, "empty"));
    await expect(build(join(folder, "empty"))).rejects.toThrow("has no drawings");
    writeFileSync(join(folder, "none.deb"), "no package");
    await expect(build(join(folder, "none.deb"))).rejects.toThrow("cannot be unpacked");
  });
});
