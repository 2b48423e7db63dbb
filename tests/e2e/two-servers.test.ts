import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { testMongod } from "../support/mongo.js";
import { TOY_SPACE, toyTable } from "../support/service.js";

const program = resolve(import.meta.dirname, "../../dist/src/main.js");
const missing = existsSync(program) ? "" : " (skipped: npm run build first)";
const mongod = await testMongod();
const folder = mkdtempSync(join(tmpdir(), "harmonic-two-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sqlite = `sqlite:${join(folder, "archive.db")}`;
const ARCHIVES = [{ name: "SQLite file", skipped: missing, url: () => sqlite }];
ARCHIVES.push({
  name: "MongoDB database",
  skipped: mongod.kind === "absent" ? ` (skipped: ${mongod.reason})` : missing,
  url: () => {
    if (mongod.kind === "absent") throw new Error(mongod.reason);
    const url = new URL(mongod.uri);
    url.pathname = `/two-servers-${process.pid}`;
    return url.href;
  },
});

/** A server process on an archive without seeds. */
async function startServer(archive: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const env = {
    ...process.env,
    ARCHIVE: archive,
    SEEDS: "none",
    PORT: "0",
    HOST: "127.0.0.1",
    API_TOKEN: "",
  };
  const child = spawn(process.execPath, [program, "serve"], {
    env,
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let output = "";
  for await (const chunk of child.stderr) {
    output += chunk;
    const url = /http:\S+\/graphql/.exec(output)?.[0];
    if (url === undefined) continue;
    child.stderr.on("data", () => undefined);
    return { child, url };
  }
  throw new Error(output);
}

const SUBMIT = `mutation ($input: SubmitMeasurementsInput!) { submitMeasurements(input: $input) { __typename
  ... on SubmitMeasurementsSuccess { stored submission measurements { id latency accuracy run { id } } clashing { id } }
  ... on Problem { message } } }`;

/** A mutation that answers its type, or why it failed. */
const mutation = (field: string, type: string): string =>
  `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ... on Problem { message } } }`;

describe.each(ARCHIVES)(
  "two server processes on one $name$skipped",
  { timeout: 240_000 },
  ({ skipped, url }) => {
    const test = skipped === "" ? it : it.skip;
    const servers: Awaited<ReturnType<typeof startServer>>[] = [];
    afterAll(async () => {
      for (const { child } of servers) {
        const ended = once(child, "exit");
        child.kill();
        await ended;
      }
    });

    let sent = 0;
    /**
     * Sends a request to one server after the other, and returns its answer as JSON text. As clients do, it sends the
     * request again where a server is overloaded, as a slow machine is by hundreds of requests at once.
     */
    async function ask(query: string, input: object): Promise<string> {
      for (;;) {
        const response = await fetch(servers[sent++ % 2].url, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query, variables: { input } }),
        });
        const wait = Number(response.headers.get("retry-after"));
        if (response.status !== 503 || wait === 0) return response.text();
        await response.text();
        await sleep(1000 * wait);
      }
    }
    const atOnce = (times: number, query: string, input: object): Promise<string[]> =>
      Promise.all(Array.from({ length: times }, () => ask(query, input)));

    test("fill a new archive together", async () => {
      servers.push(...(await Promise.all([startServer(url()), startServer(url())])));
      for (const [field, input] of [
        ["registerSearchSpace", { space: TOY_SPACE }],
        ["registerTask", { id: "toy-task", space: "toy" }],
        ["registerDevice", { id: "toy-device" }],
        ["addMetric", { name: "ram", of: "DEVICE", direction: "MIN" }],
        ["importSamples", { name: "toy", space: "toy", csv: toyTable() }],
      ] as const) {
        const name = field[0].toUpperCase() + field.slice(1);
        const answers = new Set(await atOnce(24, mutation(field, `${name}Input`), input));
        expect([...answers].map((text) => JSON.parse(text))).toEqual([
          { data: { [field]: { __typename: `${name}Success` } } },
        ]);
      }
    });

    test("give every request with one key the same answer, also while others store what contradicts it", async () => {
      const inputs = Array.from({ length: 8 }, (_, k) => ({
        task: "toy-task",
        device: "toy-device",
        idempotencyKey: `key ${k}`,
        measurements: [
          { architecture: { depth: 1, width: 16, operator: "a" }, latency: 1 + k },
          { architecture: { depth: 2, width: 32, operator: "b" }, latency: 2 + k, accuracy: 0.4 + 0.05 * k },
        ],
      }));
      const answers = await Promise.all(inputs.map((input) => atOnce(60, SUBMIT, input)));
      for (const [k, same] of answers.entries()) {
        expect(new Set(same).size, `key ${k}`).toBe(1);
        expect(JSON.parse(same[0]).data.submitMeasurements).toMatchObject({
          stored: 3,
          submission: `key ${k}`,
        });
        expect(await ask(SUBMIT, inputs[k])).toBe(same[0]);
      }
      const ids = answers.flatMap(([text]) =>
        JSON.parse(text).data.submitMeasurements.measurements.map(({ id }: { id: string }) => id),
      );
      expect(new Set(ids).size).toBe(24);
    });

    test("refuse a key that was used for another request, whoever comes first", async () => {
      const input = (latency: number) => ({
        task: "toy-task",
        device: "toy-device",
        idempotencyKey: "one of two",
        measurements: [{ architecture: { depth: 1, width: 64, operator: "c" }, latency }],
      });
      const answers = await Promise.all([5, 6].map((latency) => atOnce(40, SUBMIT, input(latency))));
      const types = answers.map(
        (same) => new Set(same.map((text) => JSON.parse(text).data.submitMeasurements.__typename)),
      );
      expect(types.map(({ size }) => size)).toEqual([1, 1]);
      expect(types.flatMap((set) => [...set]).sort()).toEqual([
        "ConflictProblem",
        "SubmitMeasurementsSuccess",
      ]);
    });
  },
);
