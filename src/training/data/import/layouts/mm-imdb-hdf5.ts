import sharp from "sharp";
import { InvalidInput } from "../../../../base/errors.js";
import { readPicture } from "../../../modalities/image/read-image.js";
import { reasonOf } from "../../../reason.js";
import { FIELD, type Listing, type Row, splitNamed } from "../listing.js";

/** The mean of blue, green and red that the file's posters lack (VGG's). */
const MEAN = [103.939, 116.779, 123.68];

type Numbers = Int32Array | Float32Array;

/** The parts of an HDF5 data set that are used here. */
interface Hdf5Array {
  readonly shape: readonly number[];
  readonly value: unknown;
  readonly attrs: Readonly<Record<string, { readonly value: unknown }>>;
  slice(ranges: readonly (readonly number[])[]): unknown;
}

/**
 * Lists MM-IMDB as `multimodal_imdb.hdf5` has it. Posters (3 x 256 x 160, blue, green and red without VGG's mean, cut
 * to whole numbers) become pictures again; rounding may be off by one level. A text is the mean of its word vectors
 * (`features`), because the file has numbers in place of words. Splits are those of the file, labels its
 * `target_names`.
 *
 * @throws InvalidInput (field `manifest`) if the file has another layout
 */
export async function mmImdbHdf5Listing(file: string): Promise<Listing> {
  const refuse = (why: string): InvalidInput => new InvalidInput(FIELD, `${file} ${why}`);
  const hdf5 = await import("h5wasm/node");
  await hdf5.ready;
  let opened: InstanceType<typeof hdf5.File>;
  try {
    opened = new hdf5.File(file, "r");
  } catch (error) {
    throw refuse(`is not a complete HDF5 file: ${reasonOf(error)}`);
  }
  const arrayOf = (name: string): Hdf5Array => {
    const found = opened.get(name) as unknown as Hdf5Array | null;
    if (found === null || !Array.isArray(found.shape)) throw refuse(`has no array "${name}"`);
    return found;
  };
  const [images, features, genres, ids] = ["images", "features", "genres", "imdb_ids"].map(arrayOf);
  const names = JSON.parse(String(genres.attrs.target_names?.value ?? "null")) as unknown;
  const [count, columns] = genres.shape;
  if (!Array.isArray(names) || names.length !== columns)
    throw refuse("does not name its genres (target_names)");
  const splits = splitsOf(opened.attrs.split?.value, count);
  if (splits === undefined) throw refuse("does not say which films are of which split (attribute split)");
  const sets = genres.value as Numbers;
  const rows = (ids.value as readonly string[]).map((id, i): Row => {
    const target = names.filter((_, label): boolean => sets[i * columns + label] === 1) as string[];
    const row = (array: Hdf5Array): Numbers =>
      array.slice([[i, i + 1], ...array.shape.slice(1).map(() => [])]) as Numbers;
    const image = {
      load: async (request: Parameters<typeof readPicture>[2]) =>
        readPicture(await poster(row(images), images.shape), `poster ${id} of ${file}`, request),
    };
    const text = { load: async () => Float32Array.from(row(features)) };
    return { where: `${file}: film ${id}`, key: id, split: splits[i], target, inputs: { image, text } };
  });
  return { name: file, base: ".", rows, notes: [], names: names as string[] };
}

/** Returns the split of each film from the attribute of the Fuel library, (split, source, start, stop, ...). */
function splitsOf(attribute: unknown, count: number): readonly Row["split"][] | undefined {
  const splits = new Array<Row["split"]>(count);
  const ranges = Array.isArray(attribute) ? (attribute as readonly unknown[][]) : [];
  for (const [name, source, start, stop] of ranges)
    if (source === "genres") splits.fill(splitNamed(name), Number(start), Number(stop));
  return splits.includes(undefined) ? undefined : splits;
}

/** Returns a poster, (blue, green, red; height; width) without the mean, as a PNG file. */
async function poster(values: Numbers, [, channels, height, width]: readonly number[]): Promise<Buffer> {
  const pixels = height * width;
  const raw = Uint8ClampedArray.from({ length: channels * pixels }, (_, i) => {
    const plane = channels - 1 - (i % channels);
    return Math.round(values[plane * pixels + Math.floor(i / channels)] + MEAN[plane]);
  });
  return sharp(new Uint8Array(raw.buffer), { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}
