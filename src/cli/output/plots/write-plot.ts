import { randomUUID } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Drawn, type Figure, figureOf } from "../../../../charts/figures/figure.js";
import { htmlFile, svgFile } from "../../../../charts/figures/page.js";
import { InvalidInput } from "../../../base/errors.js";
import type { PlotRequest } from "../../input/plot-options.js";
import { pngOf } from "./png.js";

/** Width of a plot where the user names none, and the most plots that then stand in a row [px]. */
const PANEL_WIDTH = 400;
const MOST_IN_A_ROW = 3;
const MARGINS = 32;

/**
 * Writes a figure to its file, whole or not at all: it is written beside the file first. Throws `InvalidInput` on
 * `--plot` for a figure without plots; its reason is the last of `notes`.
 */
export async function writePlot(figure: Figure, request: PlotRequest): Promise<void> {
  if (figure.panels.length === 0) {
    const why = figure.notes[figure.notes.length - 1] ?? "nothing is known";
    throw new InvalidInput("--plot", `${request.file} was not written: there is nothing to draw: ${why}`);
  }
  const inARow = Math.min(figure.panels.length, MOST_IN_A_ROW);
  const drawn = figureOf(figure, request.width ?? MARGINS + PANEL_WIDTH * Math.max(inARow, 2));
  await writeWhole(request.file, await contentOf(drawn, figure.title, request));
}

async function contentOf(
  drawn: Drawn,
  title: string,
  { form, scale }: PlotRequest,
): Promise<string | Uint8Array> {
  if (form === "svg") return svgFile(drawn);
  return form === "html" ? htmlFile(drawn, title) : pngOf(svgFile(drawn), drawn.width, scale);
}

/** Writes a file whole or not at all. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const partial = join(dirname(file), `.${randomUUID()}.partial`);
  try {
    await writeFile(partial, content);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
