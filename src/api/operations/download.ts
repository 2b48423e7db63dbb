import type { ProblemCode } from "../../base/errors.js";
import { HarmonicError } from "../../base/errors.js";
import type { ExportInput } from "../../service/export/export-architecture.js";
import type { LayerInput } from "../../service/export/export-layer.js";
import type { HarmonicService } from "../../service/service.js";
import type { Download, HttpAnswer } from "./answerer.js";
import { errorAnswer } from "./error-answer.js";

/** Returns the path that downloads an exported network. The genes are in it: the archive may not know the network. */
export function exportPath({ task, architecture, format, batch, seed }: ExportInput, id: string): string {
  const query = new URLSearchParams({ task, architecture: JSON.stringify(architecture) });
  for (const [name, value] of Object.entries({ format, batch, seed }))
    if (value !== undefined) query.set(name, String(value));
  return `/export/${id}.zip?${query}`;
}

const STATUS: Readonly<Partial<Record<ProblemCode, number>>> = { NOT_FOUND: 404, UNAVAILABLE: 503 };

/** The path that downloads a layer. */
export const LAYER_PATH = "/export/layer.onnx";

/** Returns the path that downloads a layer as an ONNX model. */
export const layerPath = ({ space, key, batch }: Required<LayerInput>): string =>
  `${LAYER_PATH}?${new URLSearchParams({ space, key, batch: String(batch) })}`;

/**
 * Answers a path of `exportPath` with a zip file, whose header `X-Weights` tells `trained` from `seeded` weights, and a
 * path of `layerPath` with an ONNX model.
 */
export async function downloadFrom(
  service: HarmonicService,
  { path, query }: Download,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  try {
    return path === LAYER_PATH ? await layer(service, query) : await network(service, query, signal);
  } catch (error) {
    if (!(error instanceof HarmonicError)) throw error;
    const status = STATUS[error.code] ?? 400;
    return errorAnswer(status, error.code, error.explained("graphql"), { field: error.field ?? null });
  }
}

async function network(
  service: HarmonicService,
  query: Download["query"],
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { subject, weights, zip } = await service.exportArchitecture(inputOf(query), signal);
  const headers = { "content-type": "application/zip", "x-weights": weights.kind };
  return file(`${subject.architecture.id}.zip`, headers, zip);
}

async function layer(service: HarmonicService, query: Download["query"]): Promise<HttpAnswer> {
  const { text, number } = readerOf(query);
  const input = { space: text("space") ?? "", key: text("key") ?? "", ...number("batch") };
  const model = (await service.exportLayer(input)).model();
  return file("layer.onnx", { "content-type": "application/octet-stream" }, model);
}

const file = (name: string, headers: HttpAnswer["headers"], body: Uint8Array): HttpAnswer => ({
  status: 200,
  headers: { ...headers, "content-disposition": `attachment; filename="${name}"` },
  body,
});

/** Reads the parameters of a query: as text, or as a number under the same name where it is given. */
function readerOf(query: Readonly<Record<string, unknown>>) {
  const text = (name: string): string | undefined =>
    typeof query[name] === "string" ? query[name] : undefined;
  const number = (name: string) => (text(name) === undefined ? {} : { [name]: Number(text(name)) });
  return { text, number };
}

function inputOf(query: Readonly<Record<string, unknown>>): ExportInput {
  const { text, number } = readerOf(query);
  const format = text("format");
  return {
    task: text("task") ?? "",
    architecture: genesOf(text("architecture") ?? ""),
    ...(format === undefined ? {} : { format }),
    ...number("batch"),
    ...number("seed"),
  };
}

/** Genes as JSON; any other text names an architecture of the archive. */
function genesOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
