import { request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startApi, type TestApi } from "./harness.js";

const TOKEN = "the token of this server";
const AUTHORISED = { authorization: `Bearer ${TOKEN}` };
const GOOD = JSON.stringify({ query: "{ __typename viewer { role } }" });

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ apiToken: TOKEN, traffic: { rateLimit: "off" } });
});
afterAll(() => api.close());

/** Sends a body with POST, and returns all of the answer but what differs from one request to the next. */
function post(url: string, body: string, headers: Record<string, string>) {
  return new Promise<object>((resolve, reject) => {
    const sent = request(
      url,
      {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          ...headers,
        },
      },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        const { date, "x-request-id": id, ...fixed } = response.headers;
        expect([typeof date, typeof id]).toEqual(["string", "string"]);
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode, headers: fixed, text });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

it.each([
  ["a query", GOOD, AUTHORISED],
  ["a type with a charset", GOOD, { ...AUTHORISED, "content-type": 'application/json; charset="utf-8"' }],
  ["letters beyond ASCII", JSON.stringify({ query: '{ task(id: "ü") { key } }' }), AUTHORISED],
  ["malformed JSON", "{", AUTHORISED],
  ["JSON that is nested too deeply", "[".repeat(100), AUTHORISED],
  ["a syntax error", JSON.stringify({ query: "{" }), AUTHORISED],
  [
    "a change that is a problem",
    JSON.stringify({ query: 'mutation { cancelJob(id: "none") { __typename } }' }),
    AUTHORISED,
  ],
  ["no token", GOOD, {}],
  ["a wrong token", GOOD, { authorization: "Bearer another" }],
])("an ordinary request is answered as Express would have it answered: %s", async (_, body, headers) => {
  const answer = await post(api.server.url, body, headers);
  expect(answer).toEqual(await post(`${api.server.url}?`, body, headers));
});

it("a body that comes in pieces is put together, and one that breaks off leaves the server as it was", async () => {
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": GOOD.length, ...AUTHORISED };
    const sent = request(api.server.url, { method: "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on("error", reject);
    sent.write(GOOD.slice(0, 9));
    setTimeout(() => sent.end(GOOD.slice(9)), 50);
  });
  expect(answer).toBe(200);
  await new Promise((resolve) => {
    const headers = { "content-type": "application/json", "content-length": GOOD.length, ...AUTHORISED };
    const sent = request(api.server.url, { method: "POST", headers });
    sent.on("error", resolve);
    sent.write(GOOD.slice(0, 9), () => sent.destroy(new Error("gone")));
  });
  expect((await api.send(GOOD, AUTHORISED)).status).toBe(200);
});
