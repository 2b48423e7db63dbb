// Classifies examples with the network in this folder. It needs Node 20 and the package onnxruntime-node, and for
// pictures the package sharp.
//
// node run.mjs                       a random example, to see that the network runs
// node run.mjs --image FILE.jpg --audio FILE.wav    a raw example: a file, or a text itself, for every input
// node run.mjs --example FILE.npz    one example or several, without labels; --raw standardises them first
// node run.mjs --split FILE.npz      a whole split with labels, as `harmonic dataset export` writes it
// An .npz file has one array per input of manifest.json, (examples, ...), and for a split the array "labels".
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { inflateRawSync } from "node:zlib";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { rawValues } from "./raw.mjs";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const MANIFEST = JSON.parse(readFileSync(here("manifest.json"), "utf8"));
const CLASSES = MANIFEST.classes;
const CHUNK = 64;
const sizeOf = ({ shape }) => shape.slice(1).reduce((a, b) => a * b, 1);

function fail(message) {
  console.error(message);
  process.exit(2);
}

/** Reads the arrays of an .npz file by name: a zip file, stored or deflated, of .npy files. */
function readNpz(file) {
  const bytes = readFileSync(file);
  const arrays = {};
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== 0x06054b50) end--;
  if (end < 0) fail(`${file} is not an .npz file`);
  let at = bytes.readUInt32LE(end + 16);
  for (let entries = bytes.readUInt16LE(end + 10); entries > 0; entries--) {
    const [packed, nameLength, extra, comment] = [
      bytes.readUInt32LE(at + 20),
      ...[28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)),
    ];
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(start, start + packed);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength).replace(/\.npy$/, "");
    arrays[name] = readNpy(bytes.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body));
    at += 46 + nameLength + extra + comment;
  }
  return arrays;
}

/** Reads an .npy file of little-endian numbers: its shape, and its values as numbers. */
function readNpy(bytes) {
  const wide = bytes[6] > 1;
  const start = (wide ? 12 : 10) + (wide ? bytes.readUInt32LE(8) : bytes.readUInt16LE(8));
  const header = bytes.toString("latin1", wide ? 12 : 10, start);
  const shape = /'shape': \(([^)]*)\)/.exec(header)[1].split(",").filter(Boolean).map(Number);
  const type = /'descr': '([^']*)'/.exec(header)[1].slice(1);
  const READERS = {
    f4: "readFloatLE",
    f8: "readDoubleLE",
    i8: "readBigInt64LE",
    i4: "readInt32LE",
    u1: "readUInt8",
  };
  if (READERS[type] === undefined || header.includes("True"))
    fail(`arrays of type ${type} cannot be read here`);
  const size = Number(type.slice(1));
  const count = shape.reduce((a, b) => a * b, 1);
  return {
    shape,
    values: Array.from({ length: count }, (_, i) => Number(bytes[READERS[type]](start + i * size))),
  };
}

/** Returns the inputs by name, (examples, ...), and the number of examples. */
function inputsOf(arrays, raw) {
  const entries = MANIFEST.inputs.map((input) => {
    const found = arrays[input.name];
    if (found === undefined) fail(`the file has no array "${input.name}", which is an input of the network`);
    return [input.name, Float32Array.from(raw ? standardised(input, found.values) : found.values)];
  });
  const counts = entries.map(([, values], i) => values.length / sizeOf(MANIFEST.inputs[i]));
  if (!Number.isInteger(counts[0]) || counts[0] === 0 || counts.some((count) => count !== counts[0]))
    fail(
      "the arrays of the file do not have the shapes of the manifest, or differ in their numbers of examples",
    );
  return { values: Object.fromEntries(entries), count: counts[0] };
}

/** Returns one raw example, given by name, as the inputs that networks read. */
async function rawInputs(given) {
  const entries = MANIFEST.inputs.map(async (input) => {
    const { name, shape } = input;
    const wanted = MANIFEST.inputs.map((each) => each.name).join(", ");
    if (given[name] === undefined) fail(`--${name} is missing: the network reads ${wanted}`);
    const { raw } = MANIFEST.preprocessing[name];
    if (raw === null)
      fail(`manifest.json does not say how raw examples of "${name}" become values; use --example`);
    const values = await Promise.resolve()
      .then(() => rawValues(raw, shape.slice(1), given[name]))
      .catch((error) => fail(error.message));
    return [name, Float32Array.from(standardised(input, values))];
  });
  return { values: Object.fromEntries(await Promise.all(entries)), count: 1 };
}

/** Applies the constants of the manifest to raw values: (value - mean) / sd. */
function standardised({ name, shape }, values) {
  const { standardisation } = MANIFEST.preprocessing[name];
  if (standardisation === null)
    fail(`manifest.json has no constants for "${name}": raw values cannot be used`);
  const { axis, mean, sd } = standardisation;
  const stride = axis === null ? 1 : shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const group = (i) => (axis === null ? 0 : Math.floor(i / stride) % shape[axis]);
  return values.map((value, i) => (value - mean[group(i)]) / sd[group(i)]);
}

/** Runs the network in chunks and returns the logits of each example. */
async function logitsOf({ values, count }) {
  const session = await InferenceSession.create(here("model.onnx"));
  const size = MANIFEST.batch ?? CHUNK;
  const rows = [];
  for (let start = 0; start < count; start += size) {
    const length = MANIFEST.batch ?? Math.min(size, count - start);
    const feeds = MANIFEST.inputs.map((input) => {
      const chunk = new Float32Array(length * sizeOf(input));
      chunk.set(values[input.name].subarray(start * sizeOf(input), (start + size) * sizeOf(input)));
      return [input.name, new Tensor("float32", chunk, [length, ...input.shape.slice(1)])];
    });
    const { data } = (await session.run(Object.fromEntries(feeds)))[MANIFEST.output.name];
    const width = data.length / length;
    for (let i = 0; i < Math.min(length, count - start); i++)
      rows.push([...data.slice(i * width, (i + 1) * width)]);
  }
  return rows;
}

const largest = (row) => row.indexOf(Math.max(...row));

/** Whether each label is predicted for one example: its logit is at least the threshold of the manifest. */
const told = (row) => row.map((logit, i) => logit >= (CLASSES.thresholds?.[i] ?? 0));

/** The F1 score of pairs [predicted, actual]; 0 where neither holds for any. */
function f1(pairs) {
  const size = pairs.filter(([predicted]) => predicted).length + pairs.filter(([, has]) => has).length;
  return (2 * pairs.filter(([predicted, has]) => predicted && has).length) / Math.max(1, size);
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The score of the task (by default the accuracy, for sets of labels the weighted F1 score) under its name. */
function score(logits, { shape, values }) {
  const examples = shape[0];
  const name = CLASSES.score ?? (shape.length === 1 ? "accuracy" : "weighted-f1");
  const key = name.replace("-f", "F");
  if (shape.length === 1 && name === "accuracy")
    return { examples, accuracy: logits.filter((row, i) => largest(row) === values[i]).length / examples };
  const present = [...new Set([...logits.map(largest), ...values])];
  const rows = logits.map((row, i) =>
    shape.length === 1
      ? present.map((label) => [largest(row) === label, values[i] === label])
      : told(row.slice(0, shape[1])).map((predicted, l) => [predicted, values[i * shape[1] + l] === 1]),
  );
  if (name === "accuracy")
    return { examples, [key]: mean(rows.map((row) => (row.every(([a, b]) => a === b) ? 1 : 0))) };
  if (name === "samples-f1") return { examples, [key]: mean(rows.map(f1)) };
  const columns = rows[0].map((_, label) => rows.map((row) => row[label]));
  if (name === "macro-f1") return { examples, [key]: mean(columns.map(f1)) };
  const support = columns.map((column) => column.filter(([, has]) => has).length);
  const sum = columns.reduce((total, column, i) => total + support[i] * f1(column), 0);
  return {
    examples,
    [key]:
      sum /
      Math.max(
        1,
        support.reduce((a, b) => a + b, 0),
      ),
  };
}

/** What is predicted for one example: its class, or its labels; with names where the manifest has them. */
function prediction(row) {
  const { names, targets } = CLASSES;
  if (targets !== "labels") {
    const best = largest(row);
    return { class: best, ...(names === null ? {} : { name: names[best] }) };
  }
  const labels = told(row).flatMap((predicted, i) => (predicted ? [i] : []));
  return { labels, ...(names === null ? {} : { names: labels.map((i) => names[i]) }) };
}

const text = { type: "string" };
const { values: options } = parseArgs({
  options: {
    ...Object.fromEntries(MANIFEST.inputs.map(({ name }) => [name, text])),
    ...{ example: text, split: text, raw: { type: "boolean" } },
  },
});

/** The examples that the options name, or else a random one. */
async function wantedInputs() {
  if (options.example !== undefined) return inputsOf(readNpz(options.example), options.raw);
  if (MANIFEST.inputs.some(({ name }) => options[name] !== undefined)) return await rawInputs(options);
  const drawn = (input) => ({ values: Array.from({ length: sizeOf(input) }, () => 2 * Math.random() - 1) });
  return inputsOf(Object.fromEntries(MANIFEST.inputs.map((input) => [input.name, drawn(input)])), false);
}

if (options.split !== undefined) {
  const arrays = readNpz(options.split);
  if (arrays.labels === undefined)
    fail('the file has no array "labels"; --example classifies without labels');
  console.log(JSON.stringify(score(await logitsOf(inputsOf(arrays, options.raw)), arrays.labels)));
} else {
  for (const logits of await logitsOf(await wantedInputs()))
    console.log(JSON.stringify({ ...prediction(logits), logits }));
}
