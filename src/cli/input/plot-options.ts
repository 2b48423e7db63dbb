import { extname } from "node:path";
import { Option } from "@commander-js/extra-typings";
import { InvalidInput } from "../../base/errors.js";
import { requireWritable } from "./files.js";
import { integer, positive, text } from "./parsers.js";

/** The forms in which a figure can be written, by the end of the file's name. */
const FORMS = ["svg", "png", "html"] as const;
type Form = (typeof FORMS)[number];

/** The options of a figure, as the user gave them. */
export interface PlotFlags {
  readonly plot?: string | undefined;
  readonly axes?: "linear" | "log" | undefined;
  readonly width?: number | undefined;
  readonly scale?: number | undefined;
}

/** A figure that is asked for. */
export interface PlotRequest {
  readonly file: string;
  readonly form: Form;
  /** How the axes of costs are divided; absent: as the values suggest. */
  readonly axes?: "linear" | "log";
  /** Width of the figure [px]; absent: as the number of its plots suggests. */
  readonly width?: number;
  /** Pixels of a PNG per pixel of the figure. */
  readonly scale: number;
}

const WIDTHS = { min: 320, max: 4000 } as const;
const DEFAULT_SCALE = 2;
const MOST_SCALE = 8;

/** The option `--plot`, with what it shows. */
export const plotOption = (shows: string) =>
  new Option(
    "--plot <file>",
    `write a figure of ${shows}, as SVG, PNG or HTML by the end of the file's name (.svg, .png, .html)`,
  ).argParser(text);
export const axesOption = new Option(
  "--axes <kind>",
  "with --plot: axes of costs; by default logarithmic where values span a factor of 20 or more",
).choices(["linear", "log"] as const);
export const widthOption = new Option(
  "--width <px>",
  `with --plot: width of the figure in pixels, ${WIDTHS.min} to ${WIDTHS.max} (default: 400 per plot in a row)`,
).argParser(integer(WIDTHS.min, WIDTHS.max));
export const scaleOption = new Option(
  "--scale <n>",
  `with --plot FILE.png: pixels of the file per pixel of the figure, up to ${MOST_SCALE} ` +
    `(default: ${DEFAULT_SCALE})`,
).argParser(positive);

/**
 * Checks the options of a figure before any work: the end of the file's name, that the file can be written, and that no
 * option is given in vain. Undefined where no figure is asked for. Throws `InvalidInput` on the option.
 */
export async function plotRequest(flags: PlotFlags): Promise<PlotRequest | undefined> {
  const { plot: file, axes, width, scale } = flags;
  if (file === undefined) {
    const vain = (["axes", "width", "scale"] as const).find((name) => flags[name] !== undefined);
    if (vain === undefined) return undefined;
    throw new InvalidInput(`--${vain}`, `--${vain} needs --plot FILE: it is about the figure`);
  }
  const form = FORMS.find((known) => extname(file).toLowerCase() === `.${known}`);
  if (form === undefined)
    throw new InvalidInput(
      "--plot",
      `--plot writes SVG, PNG or HTML: name a file that ends in .svg, .png or .html, not "${file}"`,
    );
  if (scale !== undefined && form !== "png")
    throw new InvalidInput("--scale", "--scale is for PNG: an SVG or HTML figure is sharp at every size");
  if (scale !== undefined && scale > MOST_SCALE)
    throw new InvalidInput("--scale", `--scale must be at most ${MOST_SCALE}, not ${scale}`);
  await requireWritable(file, "--plot");
  return {
    ...{ file, form, scale: scale ?? DEFAULT_SCALE },
    ...(axes !== undefined && { axes }),
    ...(width !== undefined && { width }),
  };
}
