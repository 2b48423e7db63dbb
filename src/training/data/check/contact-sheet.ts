import sharp from "sharp";
import type { SheetRow } from "../../../cli/dataset-tools.js";
import { labelsOf } from "../../targets/targets.js";
import type { InputShape } from "../dataset.js";
import type { ExampleRows } from "./rows.js";

/** Examples of each label that are shown, and width and height of each picture [px]. */
const SHOWN = 10;
const SIDE = 72;

/**
 * Draws examples of each class or label, spread evenly over the training split. Pictures are shown as networks read
 * them, and other inputs of the shape (1, rows, columns), such as spectra, from their least (black) to their largest
 * value (white) with the first row at the bottom. Inputs of other shapes are left out.
 */
export async function sheetRows(examples: ExampleRows): Promise<readonly SheetRow[]> {
  const { splits, targets, modalities } = examples.dataset;
  const { train } = splits;
  const rowsOf = targets.names.map((): number[] => []);
  for (let row = 0; row < train.count; row++)
    for (const label of labelsOf(train.targets, row)) rowsOf[label].push(row);
  const drawn = Object.entries(modalities).filter(([, shape]) => shape.length === 3);
  return Promise.all(
    targets.names.map(async (label, l) => ({
      label,
      examples: await Promise.all(
        spread(rowsOf[l]).map(async (row) => ({
          key: train.keys[row],
          pictures: await Promise.all(
            drawn.map(([name, shape]) => pictureOf(examples.rows("train", name, [row]), name, shape)),
          ),
        })),
      ),
    })),
  );
}

/** Some of the rows, evenly spread. */
const spread = (rows: readonly number[]): readonly number[] =>
  rows.length <= SHOWN
    ? rows
    : Array.from({ length: SHOWN }, (_, i) => rows[Math.floor((i * rows.length) / SHOWN)]);

async function pictureOf(values: Float32Array, modality: string, shape: InputShape): Promise<string> {
  const [channels, height, width] = shape;
  const isImage = modality === "image" && values.every((value) => value >= 0 && value <= 1);
  const least = isImage ? 0 : values.reduce((a, b) => Math.min(a, b));
  const range = (isImage ? 1 : values.reduce((a, b) => Math.max(a, b)) - least) || 1;
  const shown = channels === 3 ? 3 : 1;
  const bytes = Uint8Array.from({ length: shown * height * width }, (_, i) => {
    const [c, pixel] = [i % shown, Math.floor(i / shown)];
    const row = Math.floor(pixel / width);
    const from = modality === "image" ? row : height - 1 - row;
    return Math.round((255 * (values[(c * height + from) * width + (pixel % width)] - least)) / range);
  });
  const png = await sharp(bytes, { raw: { width, height, channels: shown } })
    .resize(SIDE, SIDE, { fit: "contain", background: "#ffffff", kernel: "nearest" })
    .png()
    .toBuffer();
  return png.toString("base64");
}
