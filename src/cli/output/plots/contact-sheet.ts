import type { SheetRow } from "../../dataset-tools.js";
import { pngOf } from "./png.js";

/** Width and height of a picture, the space between pictures, and the height of a line of text [px]. */
const SIDE = 72;
const GAP = 6;
const LINE = 20;
const LEAST_WIDTH = 480;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * Draws a contact sheet as a PNG file: a line of text for each class or label, and below it its examples, each with its
 * pictures one below the other.
 */
export async function contactSheet(title: string, rows: readonly SheetRow[]): Promise<Uint8Array> {
  const shown = rows.filter(({ examples }) => examples.length > 0);
  const columns = Math.max(0, ...shown.map(({ examples }) => examples.length));
  const width = Math.max(LEAST_WIDTH, GAP + columns * (SIDE + GAP));
  const parts: string[] = [];
  let y = LINE + GAP;
  const line = (text: string, weight: string): void => {
    parts.push(`<text x="${GAP}" y="${y}" font-size="13" font-weight="${weight}">${escaped(text)}</text>`);
    y += GAP;
  };
  line(title, "bold");
  for (const { label, examples } of shown) {
    y += LINE;
    line(label, "normal");
    const most = Math.max(...examples.map(({ pictures }) => pictures.length));
    examples.forEach(({ pictures }, column) => {
      pictures.forEach((png, place) => {
        const at = `x="${GAP + column * (SIDE + GAP)}" y="${y + place * (SIDE + 2)}"`;
        parts.push(`<image ${at} width="${SIDE}" height="${SIDE}" href="data:image/png;base64,${png}"/>`);
      });
    });
    y += most * (SIDE + 2);
  }
  const height = y + GAP;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="100%" height="100%" fill="#ffffff"/>${parts.join("")}</svg>`;
  return pngOf(svg, width, 1);
}
