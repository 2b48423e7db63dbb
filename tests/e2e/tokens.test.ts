import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test, vi } from "vitest";

const program = resolve(import.meta.dirname, "../../dist/src/main.js");
const folder = mkdtempSync(join(tmpdir(), "harmonic-tokens-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = {
  ...process.env,
  ARCHIVE: `sqlite:${join(folder, "archive.db")}`,
  SEEDS: "none",
  LOG_LEVEL: "info",
};

async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args, "--json"], {
    cwd: folder,
    env,
  });
  return JSON.parse(stdout) as Record<string, unknown>;
}

test("the command line creates and revokes tokens of a running server, and the trail tells who did what", async () => {
  const server = spawn(process.execPath, [program, "serve", "--port", "0"], { cwd: folder, env });
  try {
    const url = await new Promise<string>((started) => {
      let log = "";
      server.stderr.on("data", (chunk: Buffer) => {
        log += chunk.toString();
        const found = /"url":"([^"]+)"/.exec(log)?.[1];
        if (found !== undefined) started(found);
      });
    });
    const ask = (query: string, token?: unknown) =>
      fetch(url, {
        method: "POST",
        body: JSON.stringify({ query }),
        headers: {
          "content-type": "application/json",
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
      });
    const becomes = (status: number, token?: unknown) =>
      vi.waitFor(async () => expect((await ask("{ __typename }", token)).status).toBe(status), 1_200);
    expect((await ask("{ __typename }")).status).toBe(200);
    const { token, id } = await json("token", "create", "--role", "write", "--name", "lab");
    await becomes(401);
    await becomes(200, token);
    expect((await ask('mutation { registerDevice(input: { id: "d" }) { __typename } }', token)).status).toBe(
      200,
    );
    await json("token", "revoke", "lab");
    await becomes(401, token);
    const by = { viewer: "cli", name: userInfo().username, outcome: "done" };
    expect(await json("archive", "audit")).toMatchObject({
      entries: [
        { ...by, operation: "revokeToken", subject: id },
        { viewer: `token:${id}`, name: "lab", operation: "registerDevice", subject: "d" },
        { ...by, operation: "createToken", subject: id },
      ],
    });
  } finally {
    server.kill("SIGTERM");
  }
});
