import { LOOKS } from "../marks.js";
import { svgText } from "../svg.js";
import type { Drawn } from "./figure.js";

/** The text of an SVG file of a figure. */
export const svgFile = ({ root }: Drawn): string => `${svgText(root)}\n`;

/** The colours of figures on a dark ground, by class. */
const DARK: readonly (readonly [selector: string, style: string])[] = [
  ["body", "background:#0d1117"],
  [".paper", "fill:#0d1117"],
  [".title,.panel-title,.legend", "fill:#e6edf3"],
  [".subtitle,.note,.tick,.axis-title", "fill:#9ca8b4"],
  [".grid", "stroke:#262c34"],
  [".axis,.diagonal", "stroke:#9ca8b4"],
  [".front-line,.limit", "stroke:#e6edf3"],
  [".front-line.predicted", "stroke:#d9a27e"],
  [".mark", "stroke:#0d1117"],
  ...Object.entries(LOOKS).map(
    ([origin, { darkColour }]) => [`.${origin}:not(.front-line)`, `fill:${darkColour}`] as const,
  ),
  [".parity.inside,.curve:not(.line)", `fill:${LOOKS.measured.darkColour}`],
  [".parity.outside", `fill:${LOOKS.predicted.darkColour}`],
  [".parity.plain", `fill:${LOOKS.summed.darkColour}`],
  [".parity-bar.inside,.curve.line,.series", `stroke:${LOOKS.measured.darkColour}`],
  [".parity-bar.outside", `stroke:${LOOKS.predicted.darkColour}`],
];

/** The text of an HTML file of a figure: it asks for nothing else, and follows the reader's light or dark theme. */
export function htmlFile({ root, width }: Drawn, title: string): string {
  const dark = DARK.map(([selector, style]) => `${selector}{${style}}`).join("");
  return [
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
    `<title>${title.replace(/[&<>]/g, (one) => `&#${one.charCodeAt(0)};`)}</title>`,
    "<style>",
    ":root{color-scheme:light dark}body{margin:0;background:#ffffff}",
    `svg{display:block;width:100%;max-width:${Math.round(1.5 * width)}px;height:auto;margin:auto}`,
    `@media (prefers-color-scheme:dark){${dark}}`,
    "</style>",
    svgText(root),
    "</html>\n",
  ].join("\n");
}
