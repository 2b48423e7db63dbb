import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "../../../src/benches/api/client.js";

/** Answers with the status and text that the request's body asks for, or ends the connection. */
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on("end", () => {
    const { status, text } = JSON.parse(body) as { status: number; text: string };
    if (status === 0) return void request.socket.destroy();
    response.writeHead(status).end(text);
    if (text === "then closed") setTimeout(() => request.socket.destroy(), 20);
  });
});
let client: Client;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  client = new Client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterAll(() => {
  client.close();
  server.close();
});

const ask = async (status: number, text: string) =>
  (await client.ask(JSON.stringify({ status, text }))).outcome;

describe("the client", () => {
  test("tells answers from refusals and failures", async () => {
    expect(await ask(200, '{"data":{"__typename":"Query"}}')).toBe("answered");
    expect(await ask(200, '{"data":{"predict":{"__typename":"NotFoundProblem","code":"NOT_FOUND"}}}')).toBe(
      "failed",
    );
    expect(await ask(200, '{"errors":[{"message":"x","extensions":{"code":"TIMEOUT"}}]}')).toBe("failed");
    expect(await ask(500, "{}")).toBe("failed");
    expect(await ask(429, "{}")).toBe("refused");
    expect(await ask(503, "{}")).toBe("refused");
    expect(await ask(200, '{"errors":[{"extensions":{"code":"OVERLOADED"}}]}')).toBe("refused");
  });

  test("counts a lost connection as a failure, and asks on", async () => {
    expect(await ask(0, "")).toBe("failed");
    expect(await ask(200, "{}")).toBe("answered");
  });

  test("asks again where the server had closed the kept connection", async () => {
    for (let i = 0; i < 5; i++) expect(await ask(200, "then closed")).toBe("answered");
  });
});
