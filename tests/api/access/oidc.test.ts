import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startApi, type TestApi } from "../harness.js";

/** An identity provider on this machine. */
let provider: Server;
let issuer: string;
let keys: { readonly rsa: CryptoKey; readonly curve: CryptoKey; readonly foreign: CryptoKey };
let configuration: Record<string, unknown>;
let asked = 0;
let api: TestApi;

beforeAll(async () => {
  const [rsa, curve, foreign] = await Promise.all([
    generateKeyPair("RS256", { extractable: true }),
    generateKeyPair("ES256", { extractable: true }),
    generateKeyPair("RS256"),
  ]);
  keys = { rsa: rsa.privateKey, curve: curve.privateKey, foreign: foreign.privateKey };
  const jwks = {
    keys: [
      { ...(await exportJWK(rsa.publicKey)), kid: "rsa", alg: "RS256", use: "sig" },
      { ...(await exportJWK(curve.publicKey)), kid: "curve", alg: "ES256", use: "sig" },
    ],
  };
  provider = createServer((request, response) => {
    asked++;
    const found = request.url === "/realm/.well-known/openid-configuration" ? configuration : jwks;
    response.setHeader("content-type", "application/json").end(JSON.stringify(found));
  });
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/realm`;
  configuration = { issuer, jwks_uri: `${issuer}/keys` };
});
afterAll(() => provider.close());
afterEach(() => api.close());

const start = async (roleClaim = "role") => {
  api = await startApi({ oidc: { issuer, audience: "harmonic", roleClaim } });
};

interface Signed {
  readonly claims?: Record<string, unknown>;
  readonly key?: CryptoKey | Uint8Array;
  readonly header?: { readonly alg: string; readonly kid?: string };
}

const sign = ({ claims = {}, key = keys.rsa, header = { alg: "RS256", kid: "rsa" } }: Signed = {}) =>
  new SignJWT({ iss: issuer, aud: "harmonic", sub: "ada", exp: seconds(60), role: "write", ...claims })
    .setProtectedHeader(header)
    .sign(key);

const seconds = (ahead: number): number => Math.floor(Date.now() / 1_000) + ahead;

const ask = (token: string, query = "{ viewer { role name } }") =>
  api.ask(query, {}, { authorization: `Bearer ${token}` });

it("tokens of the provider are accepted, by RSA and by elliptic curves, and its keys are fetched once", async () => {
  await start();
  asked = 0;
  const viewer = { role: "WRITE", name: "ada" };
  for (let i = 0; i < 3; i++) {
    expect((await ask(await sign())).data).toEqual({ viewer });
    const curve = await sign({ key: keys.curve, header: { alg: "ES256", kid: "curve" } });
    expect((await ask(curve)).data).toEqual({ viewer });
  }
  expect(asked).toBe(2);
  expect((await api.ask("{ __typename }")).status).toBe(401);
});

it.each([
  ["role", { role: ["read", "admin"] }, "ADMIN"],
  ["role", { role: "openid read" }, "READ"],
  ["realm_access.roles", { realm_access: { roles: ["other", "write"] } }, "WRITE"],
  ["https://example.org/role", { "https://example.org/role": "read" }, "READ"],
])("the claim %s as %j is a role", async (claim, claims, role) => {
  await start(claim);
  const { data } = await ask(
    await sign({ claims: { role: undefined, preferred_username: "Ada", ...claims } }),
  );
  expect(data).toEqual({ viewer: { role, name: "Ada" } });
});

it.each([
  [{ role: undefined }],
  [{ role: "root" }],
  [{ role: [] }],
  [{ role: { admin: true } }],
  [{ role: 7 }],
])("a token without a role (%j) is FORBIDDEN", async (claims) => {
  await start();
  const { status, errors } = await ask(await sign({ claims }));
  expect([status, errors[0].extensions.code]).toEqual([403, "FORBIDDEN"]);
});

it("names of the provider's users cannot steer a terminal", async () => {
  await start();
  const token = await sign({ claims: { preferred_username: "a\u001b[31m\u202eb\n" } });
  expect((await ask(token)).data).toEqual({ viewer: { role: "WRITE", name: "a?[31m?b?" } });
});

it("a role that is too low is FORBIDDEN, and the audit trail names the subject", async () => {
  await start();
  const mutation = 'mutation { registerDevice(input: { id: "new-one" }) { __typename } }';
  const { status, errors } = await ask(await sign({ claims: { role: "read" } }), mutation);
  expect([status, errors[0].extensions.code]).toEqual([403, "FORBIDDEN"]);
  expect((await ask(await sign(), mutation)).status).toBe(200);
  const [entry] = await api.service.auditTrail({ limit: 2 });
  expect(entry).toMatchObject({ viewer: "oidc:ada", name: "ada", operation: "registerDevice" });
});

it("the difference of clocks is tolerated up to 30 s", async () => {
  await start();
  expect((await ask(await sign({ claims: { exp: seconds(-20), nbf: seconds(20) } }))).status).toBe(200);
});

it("a token that is expired, not yet valid, of another issuer or audience, or without a claim is refused", async () => {
  await start();
  const refused: Record<string, unknown>[] = [
    { exp: seconds(-40) },
    { exp: undefined },
    { exp: "tomorrow" },
    { nbf: seconds(60) },
    { iss: "https://example.org" },
    { iss: undefined },
    { aud: "other" },
    { aud: undefined },
    { sub: undefined },
  ];
  for (const claims of refused) {
    const { status, errors } = await ask(await sign({ claims }));
    expect([claims, status, errors[0].extensions.code]).toEqual([claims, 401, "UNAUTHENTICATED"]);
  }
});

it("a token that the provider did not sign is refused", async () => {
  await start();
  const [head, body, signature] = (await sign()).split(".");
  const payload = { iss: issuer, aud: "harmonic", sub: "ada", exp: seconds(60), role: "admin" };
  const other = Buffer.from(JSON.stringify(payload)).toString("base64url");
  const secret = new TextEncoder().encode("a secret that everybody may know");
  const forged = [
    await sign({ key: keys.foreign }),
    await sign({ key: keys.foreign, header: { alg: "RS256", kid: "unknown" } }),
    await sign({ key: secret, header: { alg: "HS256", kid: "rsa" } }),
    new UnsecuredJWT(payload).encode(),
    `${head}.${other}.${signature}`,
    `${head}.${body}.`,
    `${head}.${body}`,
    "a.b.c",
    "...",
    "eyJ",
  ];
  for (const token of forged) {
    const { status, errors } = await ask(token);
    expect([token.slice(0, 60), status, errors[0].extensions.code]).toEqual([
      token.slice(0, 60),
      401,
      "UNAUTHENTICATED",
    ]);
  }
});

it("tokens of the archive go on working beside those of the provider", async () => {
  await start();
  const admin = await sign({ claims: { role: "admin" } });
  const create =
    'mutation { createToken(input: { name: "a", role: READ }) { ... on CreateTokenSuccess { token } } }';
  const { data } = await ask(admin, create);
  const { token } = (data as Record<string, { token: string }>).createToken;
  expect((await ask(token)).data).toEqual({ viewer: { role: "READ", name: "a" } });
});

it.each([
  ["names another issuer", { issuer: "https://example.org" }],
  ["has its keys at an address that others can change", { jwks_uri: "http://example.org/keys" }],
  ["names no keys", { jwks_uri: undefined }],
])("a provider that %s is 503", async (_, change) => {
  const right = configuration;
  configuration = { ...right, ...change };
  await start();
  const { status, errors } = await ask(await sign());
  configuration = right;
  expect([status, errors[0].extensions.code]).toEqual([503, "UNAVAILABLE"]);
});

it("a provider that cannot be reached is 503, and one without https is refused at the start", async () => {
  api = await startApi({ oidc: { issuer: "http://127.0.0.1:9/x", audience: "a", roleClaim: "role" } });
  expect((await ask(await sign({ claims: { iss: "http://127.0.0.1:9/x", aud: "a" } }))).status).toBe(503);
  const insecure = { issuer: "http://example.org", audience: "a", roleClaim: "role" };
  await expect(startApi({ oidc: insecure })).rejects.toMatchObject({ field: "OIDC_ISSUER" });
});
