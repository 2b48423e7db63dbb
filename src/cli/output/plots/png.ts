import { createRequire } from "node:module";
import { Unavailable } from "../../../base/errors.js";

const require = createRequire(import.meta.url);

/** The files of the fonts in which texts are drawn. They come with the program: every machine draws the same. */
const fonts = () => [
  require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"),
  require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"),
];
const FAMILY = "DejaVu Sans";

/**
 * Draws an SVG file as a PNG file. Texts are in DejaVu Sans.
 * @param width width of the SVG [px]
 * @param scale pixels of the PNG per pixel of the SVG
 * @throws Unavailable where the program that draws cannot be loaded on this machine
 */
export async function pngOf(svg: string, width: number, scale: number): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js").catch((error: Error) => {
    throw new Unavailable(`PNG cannot be written on this machine (${error.message}); SVG and HTML can`);
  });
  const drawn = new Resvg(svg, {
    fitTo: { mode: "width", value: Math.round(width * scale) },
    font: {
      fontFiles: fonts(),
      loadSystemFonts: false,
      defaultFontFamily: FAMILY,
      sansSerifFamily: FAMILY,
    },
  });
  return drawn.render().asPng();
}
