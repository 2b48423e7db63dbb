import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { frame, type ServerChild, startChild, upgradeTo } from "./child.js";

const TOKEN = "a-token";
const MB = 1_000_000;

let server: ServerChild;
beforeAll(async () => {
  server = await startChild(TOKEN);
  await server.ask("{ __typename }", { authorization: `Bearer ${TOKEN}` });
});
afterAll(() => server.end());

/** Processor time of the server [ms]; undefined where the system does not tell. */
function cpuMs(): number | undefined {
  try {
    const stat = readFileSync(`/proc/${server.process.pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return undefined;
  }
}

/** Does work, and expects that it cost the server little time and memory, and that it still answers. */
async function expectCheap<T>(
  work: () => Promise<T>,
  most: { readonly ms: number; readonly mb: number },
): Promise<T> {
  const [cpu, memory] = [cpuMs() ?? 0, server.memory() ?? 0];
  const result = await work();
  expect((cpuMs() ?? 0) - cpu).toBeLessThan(most.ms);
  expect((server.memory() ?? 0) - memory).toBeLessThan(most.mb);
  expect((await server.ask("{ __typename }", { authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  return result;
}

/** Bytes that the server has read from files and sockets; undefined where the system does not tell. */
function bytesRead(): number | undefined {
  try {
    return Number(/rchar: (\d+)/.exec(readFileSync(`/proc/${server.process.pid}/io`, "utf8"))?.[1]);
  } catch {
    return undefined;
  }
}

/** Sends a body of any size; returns the answer. */
function upload(body: Buffer, headers: readonly string[]) {
  return new Promise<{ text: string }>((resolve) => {
    let text = "";
    const head = ["POST /graphql HTTP/1.1", "Host: localhost", "Content-Type: application/json", ...headers];
    const socket = connect(server.port, "127.0.0.1", () => {
      socket.write(`${head.join("\r\n")}\r\nContent-Length: ${body.length}\r\n\r\n`);
      for (let at = 0; at < body.length; at += 65_536) socket.write(body.subarray(at, at + 65_536));
    });
    const timer = setTimeout(() => socket.destroy(), 10_000);
    socket.on("data", (chunk) => {
      text += chunk;
      if (text.includes('"errors"') && text.includes(" 400 ")) socket.destroy();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      resolve({ text });
    });
  });
}

const NESTED = Buffer.alloc(19 * MB, "[");

describe("without a token", () => {
  it.each([16_000, 160_000])("a token of %i spaces costs a WebSocket no time", async (spaces) => {
    const init = { type: "connection_init", payload: { authorization: `Bearer${" ".repeat(spaces)}\n` } };
    const { text, closed } = await expectCheap(
      () => server.send([upgradeTo("/graphql"), frame(JSON.stringify(init))], 5_000),
      { ms: 1_000, mb: 50 },
    );
    expect(closed).toBe(true);
    expect(text).not.toContain("connection_ack");
  });

  it("the messages of a WebSocket end at 16 kB, in one piece or in many", async () => {
    for (const parts of [[frame(NESTED)], Array(2_000).fill(frame('{"type":"ping"}'))]) {
      const { closed } = await expectCheap(() => server.send([upgradeTo("/graphql"), ...parts], 5_000), {
        ms: 1_500,
        mb: 60,
      });
      expect(closed).toBe(true);
    }
  });

  it("a body is answered, and read no further than 16 kB", async () => {
    const before = bytesRead();
    const { text } = await expectCheap(() => upload(NESTED, []), { ms: 1_500, mb: 60 });
    expect(text).toMatch(/^HTTP\/1\.1 401 /);
    // What left this process may wait in the buffers of the system: only what the server has read counts.
    expect((bytesRead() ?? 0) - (before ?? 0)).toBeLessThan(0.5 * MB);
  });
});

describe("with a token", () => {
  it.each(["[", '{"a":', '[{"a":['])(
    "JSON of 19 MB that nests %j is refused before it is parsed",
    async (unit) => {
      const body = Buffer.alloc(19 * MB, unit);
      const { text } = await expectCheap(() => upload(body, [`Authorization: Bearer ${TOKEN}`]), {
        ms: 2_500,
        mb: 150,
      });
      expect(text).toMatch(/^HTTP\/1\.1 400 /);
      expect(text).toContain("JSON_TOO_LARGE");
    },
  );

  it("so it is over a WebSocket", async () => {
    const init = JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${TOKEN}` } });
    const { text, closed } = await expectCheap(
      () => server.send([upgradeTo("/graphql"), frame(init), /connection_ack/, frame(NESTED)], 10_000),
      { ms: 2_500, mb: 150 },
    );
    expect(closed).toBe(true);
    expect(text).toContain("nested more than");
  });
});
