import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { deviceId, spaceId, taskId, verificationId } from "../../src/base/ids.js";
import type { VerificationRound } from "../../src/records/verification.js";
import { exporterOf } from "../../src/training/networks/exporter.js";
import { LocalTraining } from "../../src/training/tools.js";
import { startApi, type TestApi } from "../api/harness.js";
import { CommandLine } from "./support/command-line.js";

const TOKEN = "secret";
const folder = mkdtempSync(join(tmpdir(), "harmonic-profile-cli-"));
const at = (...names: string[]): string => join(folder, ...names);
let api: TestApi;
let cli: CommandLine;

beforeAll(async () => {
  const places = { datasets: folder, supernets: folder, networkBytes: 0, backend: "auto" } as const;
  api = await startApi({ apiToken: TOKEN, exporter: exporterOf(new LocalTraining(() => {}), places) });
  await api.service.registerTask({ id: "toy-av", space: "av-mnist" });
  cli = new CommandLine(undefined);
  cli.environment = { API_TOKEN: TOKEN };
  writeFileSync(
    at("size.mjs"),
    'import { statSync } from "node:fs";\n' +
      "console.log(JSON.stringify({ latency_ms: statSync(process.argv.at(-1)).size / 1e5, energy_mj: 2 }));\n",
  );
}, 60_000);
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

const args = (device: string, ...rest: string[]) => [
  ...["profile", "--task", "toy-av", "--device", device, "--server", api.server.url.replace("/graphql", "")],
  ...["--journal", at(device), ...rest],
];

/** The devices of the server. */
const devices = async () =>
  (await api.ask("{ devices { key runtime measured } }", {}, { authorization: `Bearer ${TOKEN}` })).data
    ?.devices as readonly { readonly key: string }[];

interface Report {
  readonly ended: string;
  readonly registered: boolean;
  readonly submitted: number;
  readonly pending: number;
  readonly runtime: string;
  readonly noiseFloor: number;
  readonly measured: readonly { readonly id: string; readonly latency: number; readonly energy?: number }[];
}

interface LayerReport {
  readonly needed: number;
  readonly left: number;
  readonly measured: readonly { readonly key: string }[];
}

describe("profile", { timeout: 120_000 }, () => {
  test("measures networks with onnxruntime on a device that nobody knew, and the server has them", async () => {
    const report = (await cli.json(...args("my-board", "--minutes", "0.05"))) as Report;
    expect(report).toMatchObject({ ended: "time", registered: true, pending: 0 });
    expect(report.runtime).toMatch(/^onnxruntime .*, 1 thread$/);
    expect(report.measured.length).toBeGreaterThan(0);
    expect(report.submitted).toBe(report.measured.length);
    expect(await devices()).toContainEqual({
      key: "my-board",
      runtime: "onnxruntime",
      measured: report.submitted,
    });
  });

  test("measures with a program, and a second start measures other networks", async () => {
    const command = `'${process.execPath}' '${at("size.mjs")}'`;
    const run = async () =>
      (await cli.json(...args("chip", "--command", command, "--minutes", "0.06"))) as Report;
    const [first, second] = [await run(), await run()];
    expect(first.measured[0]).toMatchObject({ energy: 2, energySd: 0, repeats: 5, spread: 0 });
    expect(second.registered).toBe(false);
    const ids = [...first.measured, ...second.measured].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(readFileSync(at("chip", "journal.ndjson"), "utf8").trim().split("\n")).toHaveLength(
      2 * ids.length,
    );
  });

  test("measures points that wait to be verified first, tells which it cannot, and ends once none waits", async () => {
    const { service, archive } = api;
    await service.registerDevice({ id: "verified" });
    const subject = { task: "toy-av", device: "verified" };
    const { points } = await service.suggestMeasurements({ ...subject, count: 40 });
    const latency = { value: 1, source: "PREDICTED" } as const;
    const record: VerificationRound = {
      ...{ id: "v/1", verification: verificationId("v".repeat(8)), number: 1, space: spaceId("av-mnist") },
      question: { task: taskId("toy-av"), device: deviceId("verified") },
      ...{ objectives: ["latency"], referencePoint: { latency: 2 }, askedAt: "2026-01-01T00:00:00.000Z" },
      points: points
        .slice(30, 33)
        .map(({ id, architecture }) => ({ id, architecture, estimates: { latency } })),
    };
    await archive.commit([{ type: "insert", kind: "verification", record }]);
    const [broken, ...others] = record.points.map(({ id }) => id);
    writeFileSync(
      at("picky.mjs"),
      'import { existsSync, writeFileSync } from "node:fs";\n' +
        `const first = ${JSON.stringify(at("first"))};\n` +
        "if (!existsSync(first)) { writeFileSync(first, ''); process.exit(1); }\n" +
        "console.log(JSON.stringify({ latency_ms: 1.5 }));\n",
    );
    const command = `'${process.execPath}' '${at("picky.mjs")}'`;
    const report = (await cli.json(...args("verified", "--command", command, "--verify"))) as Report;
    expect(report).toMatchObject({ ended: "nothing to verify", submitted: 2, failed: [{ id: broken }] });
    expect(report.measured.map(({ id }) => id)).toEqual(others);
    const [verification] = await service.verifications(subject);
    expect(verification.points.map(({ status }) => status)).toEqual(["failed", "measured", "measured"]);
    expect(verification.points[0].reason).toMatch(/exit/);
  });

  test("ends with exit code 1 and the reason where the program prints garbage", async () => {
    const ended = await cli.run(...args("odd", "--command", "echo", "--minutes", "1"));
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain("the last line that --command prints must be JSON");
    expect(ended.stdout).toContain("3 networks in a row could not be measured");
  });

  test("with --layers measures layers of the space, says how many are left, and the server has them", async () => {
    const command = "echo '{\"latency_ms\": 0.5}' #";
    const run = await cli.json(...args("layered", "--layers", "--minutes", "0.02", "--command", command));
    const { layers } = run as { layers: LayerReport };
    const { needed, measured } = layers;
    expect(measured.length).toBeGreaterThan(0);
    expect(layers).toMatchObject({
      space: "av-mnist",
      before: 0,
      left: needed - measured.length,
      failed: [],
    });
    const query = '{ device(id: "layered") { known { profile { entries needed missing } } } }';
    const { data } = await api.ask(query, {}, { authorization: `Bearer ${TOKEN}` });
    expect(data).toMatchObject({
      device: { known: [{ profile: { entries: measured.length + 1, needed, missing: layers.left } }] },
    });
  });

  test("with --meter has the energy that a program counts, and refuses one that does not count", async () => {
    const counter = at("counter");
    writeFileSync(counter, "0");
    const command = `echo "$(($(cat ${counter}) + 1))" > ${counter}; cat ${counter}`;
    const report = (await cli.json(...args("metered", "--minutes", "0.01", "--meter", command))) as Report;
    expect(report.measured[0].energy).toBeUndefined();
    const wrong = await cli.run(...args("metered", "--meter", "echo 12 J"));
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('not "12 J"')]);
    const both = await cli.run(...args("metered", "--meter", "echo 12", "--command", "echo"));
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining("--meter cannot be read around")]);
  });

  test("a token that may only read is refused, and the message says which one is needed", async () => {
    const { secret } = await api.service.createToken({ name: "reader", role: "read" });
    const { accessToken, secret: gone } = await api.service.createToken({ name: "gone", role: "write" });
    await api.service.revokeToken(accessToken.id);
    const asReader = () => api.ask("{ __typename }", {}, { authorization: `Bearer ${secret}` });
    await vi.waitFor(async () => expect((await asReader()).status).toBe(200), 2_000);
    const ended = await cli.run(...args("unknown", "--command", "echo"), "--api-token", secret);
    expect([ended.code, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toMatch(/needs a token of role write; yours has role read; .*API_TOKEN/);
    const revoked = await cli.run(...args("unknown", "--command", "echo"), "--api-token", gone);
    expect(revoked.stderr).toMatch(
      /the server refuses the token: the token was revoked at .*; set API_TOKEN/,
    );
    expect((await devices()).map(({ key }) => key)).not.toContain("unknown");
  });

  test.each([
    ["an unknown task", ["--task", "nothing"], 'no task "nothing"'],
    ["no address", ["--server", "localhost"], "--server must be the address of a running server"],
    ["no server", ["--server", "http://127.0.0.1:9"], "127.0.0.1:9 cannot be reached"],
    ["a bad device", ["--device", "a b"], "--device must be"],
    ["no time", ["--minutes", "0"], "--minutes"],
    ["a wrong token", ["--api-token", "other"], "API_TOKEN"],
  ])("refuses %s in one line", async (_, rest, message) => {
    const ended = await cli.run(...args("unknown", "--command", "echo"), ...rest);
    expect([ended.code, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toContain(message);
    expect((await devices()).map(({ key }) => key)).not.toContain("unknown");
  });
});
