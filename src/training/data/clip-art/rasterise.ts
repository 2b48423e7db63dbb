import { Resvg } from "@resvg/resvg-js";

/**
 * Draws an SVG file into a square, centred on white: red, green and blue of each pixel, as bytes. Returns undefined if
 * it cannot be drawn, or nothing of it is visible.
 */
export function rasterise(svg: string, side: number): Uint8Array | undefined {
  let drawn: { readonly width: number; readonly height: number; readonly pixels: Uint8Array };
  try {
    const { width, height } = new Resvg(svg, FONTLESS);
    const longest = Math.max(width, height);
    if (!(longest > 0) || longest > 100 * Math.min(width, height)) return undefined;
    const fitTo = { mode: width >= height ? "width" : "height", value: side } as const;
    drawn = new Resvg(svg, { ...FONTLESS, fitTo, background: "#ffffff" }).render();
  } catch {
    return undefined;
  }
  const { width, height, pixels } = drawn;
  if (width > side || height > side) return undefined;
  const out = new Uint8Array(3 * side * side).fill(255);
  const [left, top] = [Math.floor((side - width) / 2), Math.floor((side - height) / 2)];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++)
        out[3 * ((top + y) * side + left + x) + c] = pixels[4 * (y * width + x) + c];
  return out.every((value) => value === out[0]) ? undefined : out;
}

/** Letters are drawn without the fonts of the machine, so that every machine draws the same. */
const FONTLESS = { font: { loadSystemFonts: false } } as const;
