import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exporterOf } from "../../src/training/networks/exporter.js";
import { LocalTraining } from "../../src/training/tools.js";
import { startApi, type TestApi } from "./harness.js";

const folder = mkdtempSync(join(tmpdir(), "harmonic-api-export-"));
const TOKEN = "secret";
const AUTHORISED = { authorization: `Bearer ${TOKEN}` };
const GENES = {
  ...Object.fromEntries(
    ["image", "audio"].flatMap((name) => [
      ...[1, 2].flatMap((i) => [
        [`${name}.kernel_${i}`, 3],
        [`${name}.expand_${i}`, 3],
      ]),
      [`${name}.depth_1`, 2],
    ]),
  ),
  "fusion.cells": 1,
  "fusion.nodes": 1,
  "fusion.input_1_1": "image.4",
  "fusion.input_1_2": "audio.4",
  "fusion.edge_1_1_1": "input.1",
  "fusion.edge_1_1_2": "input.2",
  "fusion.operator_1_1": "ConcatFC",
};
const QUERY = `query ($genes: JSON!, $format: ExportFormat! = ONNX, $batch: Int) {
  exportArchitecture(task: "toy-av", architecture: $genes, format: $format, batch: $batch, seed: 4) {
    __typename
    ... on ExportedArchitecture { architecture { key } files weights note path }
    ... on InvalidInputProblem { field message }
    ... on UnavailableProblem { message }
  }
}`;

let api: TestApi;
beforeAll(async () => {
  const places = { datasets: folder, supernets: folder, networkBytes: 0, backend: "auto" } as const;
  const exporter = exporterOf(new LocalTraining(() => {}), places);
  api = await startApi({ apiToken: TOKEN, exporter });
  await api.service.registerTask({ id: "toy-av", space: "av-mnist" });
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

const asked = async (variables: Record<string, unknown>) =>
  (await api.ask(QUERY, { genes: GENES, ...variables }, AUTHORISED)).data?.exportArchitecture as Record<
    string,
    string
  >;
const at = (path: string): string => api.server.url.replace("/graphql", path);

describe("exportArchitecture", () => {
  it("names the files, says that weights are seeded and why, and has a path that downloads them", async () => {
    const found = await asked({ format: "PYTORCH" });
    expect(found).toMatchObject({
      __typename: "ExportedArchitecture",
      files: expect.arrayContaining(["model.onnx", "manifest.json", "run.py", "run.mjs", "network.py"]),
      weights: "SEEDED",
      note: expect.stringContaining("no trained network"),
    });
    const response = await fetch(at(found.path), { headers: AUTHORISED });
    expect([response.status, response.headers.get("x-weights")]).toEqual([200, "seeded"]);
    expect(response.headers.get("content-type")).toBe("application/zip");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.readUInt32LE(0)).toBe(0x04034b50);
    for (const name of found.files) expect(bytes.includes(name)).toBe(true);
    const again = Buffer.from(await (await fetch(at(found.path), { headers: AUTHORISED })).arrayBuffer());
    expect(again.equals(bytes)).toBe(true);
  });

  it("is refused without the token, in the download too", async () => {
    const { path } = await asked({});
    expect((await fetch(at(path))).status).toBe(401);
    expect((await fetch(at(path), { headers: { authorization: "Bearer other" } })).status).toBe(401);
  });

  it("says what is wrong with a request, by field", async () => {
    expect(await asked({ batch: 0 })).toMatchObject({ __typename: "InvalidInputProblem", field: "batch" });
    expect(await asked({ format: "OFA" })).toMatchObject({
      __typename: "InvalidInputProblem",
      field: "format",
    });
    const { "fusion.operator_1_1": _, ...partial } = GENES as Record<string, unknown>;
    const refused = await asked({ genes: partial });
    expect(refused).toMatchObject({
      __typename: "InvalidInputProblem",
      message: expect.stringContaining("partial"),
    });
  });

  it("answers a wrong download path with the reason", async () => {
    const get = async (query: string) => {
      const response = await fetch(at(`/export/x.zip?${query}`), { headers: AUTHORISED });
      const { errors } = (await response.json()) as { errors: { extensions: { field: string } }[] };
      return [response.status, errors[0].extensions.field];
    };
    expect(await get("task=nothing&architecture={}")).toEqual([404, "task"]);
    const genes = encodeURIComponent(JSON.stringify(GENES));
    expect(await get(`task=toy-av&architecture=${genes}&format=tflite`)).toEqual([400, "format"]);
    expect(await get(`task=toy-av&architecture=${genes}&batch=x`)).toEqual([400, "batch"]);
  });
});

describe("exportLayer", () => {
  const LAYER = `query ($space: ID!, $key: String!, $batch: Int! = 1) {
    exportLayer(space: $space, key: $key, batch: $batch) {
      __typename
      ... on ExportedLayer { key path }
      ... on Problem { message }
      ... on InvalidInputProblem { field }
    }
  }`;
  const layer = async (variables: Record<string, unknown>) =>
    (await api.ask(LAYER, variables, AUTHORISED)).data?.exportLayer as Record<string, string>;

  it("has a path that downloads each layer of a profile, and the empty model", async () => {
    const { data } = await api.ask('{ searchSpace(id: "av-mnist") { profileKeys } }', {}, AUTHORISED);
    const { profileKeys } = (data as { searchSpace: { profileKeys: string[] } }).searchSpace;
    for (const key of ["Identity", profileKeys[0], profileKeys[profileKeys.length - 1]]) {
      const found = await layer({ space: "av-mnist", key, batch: 4 });
      expect(found).toMatchObject({ __typename: "ExportedLayer", key });
      expect((await fetch(at(found.path))).status).toBe(401);
      const response = await fetch(at(found.path), { headers: AUTHORISED });
      expect(response.status).toBe(200);
      const model = Buffer.from(await response.arrayBuffer());
      expect(model.includes("harmonic")).toBe(true);
    }
  });

  it("says what is wrong with a request, by field", async () => {
    const refused = (field: string, message: string) => ({
      __typename: field === "space" ? expect.any(String) : "InvalidInputProblem",
      message: expect.stringContaining(message),
    });
    const good = { space: "av-mnist", key: "Identity" };
    expect(await layer({ ...good, key: "ConvLayer" })).toMatchObject(refused("key", "profileKeys"));
    expect(await layer({ ...good, batch: 0 })).toMatchObject(refused("batch", "batch must be"));
    expect(await layer({ ...good, space: "nas-bench-201" })).toMatchObject(
      refused("space", "cannot be exported"),
    );
    expect(await layer({ ...good, space: "nowhere" })).toMatchObject(refused("space", "nowhere"));
    const response = await fetch(at("/export/layer.onnx?space=av-mnist&key=nothing"), {
      headers: AUTHORISED,
    });
    expect(response.status).toBe(400);
  });
});
