import { extname } from "node:path";
import sharp from "sharp";
import type { InputShape } from "../../data/dataset.js";
import { planesOf } from "../../data/shape.js";
import { READABLE } from "./read-image.js";

/** Pictures that are looked at. */
const LOOKED_AT = 200;

/**
 * Tells what is lost where pictures become values of a shape: detail of larger ones, and colours where the shape has
 * one channel. The first pictures stand for all; those that cannot be read are refused elsewhere.
 */
export async function changedNotes(files: readonly string[], shape: InputShape): Promise<readonly string[]> {
  const [channels, height, width] = planesOf(shape);
  const pictures = files.filter((file) => READABLE.includes(extname(file).toLowerCase())).slice(0, LOOKED_AT);
  let [seen, larger, coloured] = [0, 0, 0];
  for (const file of pictures) {
    const found = await sharp(file)
      .metadata()
      .catch(() => undefined);
    if (found === undefined) continue;
    seen++;
    if (Math.min(found.width, found.height) > Math.max(height, width)) larger++;
    if (found.channels >= 3) coloured++;
  }
  const lost = [
    ...(larger > 0 ? [`${larger} are larger than ${height} x ${width} and lose detail`] : []),
    ...(coloured > 0 && channels === 1 ? [`${coloured} lose their colours`] : []),
  ];
  if (lost.length === 0) return [];
  const of = seen < files.length ? `the first ${seen} pictures` : `${seen} pictures`;
  return [
    `of ${of}, ${lost.join(", and ")}: the backbone of the search space reads ${channels} x ${height} x ${width} ` +
      "(one of a space of your own may read another shape)",
  ];
}
