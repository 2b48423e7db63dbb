/** What a drawing of the Open Clip Art Library says of itself (Dublin Core). */
export interface DrawingFacts {
  readonly title: string;
  readonly description: string;
  readonly creator: string;
  readonly keywords: readonly string[];
}

/** Reads the metadata of an SVG file; what is absent is empty. */
export function drawingFacts(svg: string): DrawingFacts {
  const metadata = /<metadata[^>]*>([\s\S]*?)<\/metadata>/.exec(svg)?.[1] ?? "";
  const agents = /<(dc:(?:creator|publisher|rights|contributor))[^>]*>[\s\S]*?<\/\1>/g;
  const creator = /<dc:creator[^>]*>[\s\S]*?<dc:title[^>]*>([\s\S]*?)<\/dc:title>/.exec(metadata)?.[1];
  const own = metadata.replace(agents, "");
  const title = /<dc:title[^>]*>([\s\S]*?)<\/dc:title>/.exec(own)?.[1];
  const description = /<dc:description[^>]*>([\s\S]*?)<\/dc:description>/.exec(own)?.[1];
  const keywords = [...own.matchAll(/<rdf:li[^>]*>([\s\S]*?)<\/rdf:li>/g)].map(([, keyword]) =>
    plain(keyword),
  );
  const author = plain(creator);
  const named = plain(title);
  return {
    title: named.toLowerCase() === author.toLowerCase() ? "" : named,
    description: plain(description),
    creator: author,
    keywords: keywords.filter((keyword) => keyword !== "" && !/^hash\b/i.test(keyword)),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Returns the text of a part of an XML document. */
const plain = (xml: string | undefined): string =>
  (xml ?? "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
      if (!name.startsWith("#")) return ENTITIES[name] ?? whole;
      const code = name[1].toLowerCase() === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/\s+/g, " ")
    .trim();
