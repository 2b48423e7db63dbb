import { afterEach, beforeEach, expect, it } from "vitest";
import type { Archive } from "../../../src/records/archive.js";
import { isSecretOf, partsOf } from "../../../src/service/access/secret.js";
import type { HarmonicService } from "../../../src/service/service.js";
import { testService } from "../../support/service.js";

let service: HarmonicService;
let archive: Archive;

beforeEach(async () => {
  ({ service, archive } = await testService(undefined, undefined, undefined, Date.now));
});
afterEach(() => service.close());

it("a token is shown once; only a salted hash of its secret is stored, and another salt each time", async () => {
  const [first, second] = [
    await service.createToken({ name: "a", role: "read" }),
    await service.createToken({ name: "a", role: "admin", expiresInDays: 1.5 }),
  ];
  expect(first.secret).toMatch(/^harm_[0-9a-f]{12}_[0-9a-f]{64}$/);
  const stored = await archive.list("token");
  for (const { secret, accessToken } of [first, second]) {
    const parts = partsOf(secret);
    const record = stored.find(({ id }) => id === accessToken.id);
    expect(parts?.id).toBe(accessToken.id);
    expect(isSecretOf(parts?.secret ?? "", record)).toBe(true);
    expect(JSON.stringify(stored)).not.toContain(parts?.secret);
    expect(JSON.stringify(await service.tokens())).not.toMatch(/salt|hash/);
  }
  expect(
    isSecretOf(
      partsOf(first.secret)?.secret ?? "",
      stored.find(({ role }) => role === "admin"),
    ),
  ).toBe(false);
  expect(new Set(stored.map(({ salt }) => salt)).size).toBe(2);
  const { createdAt, expiresAt = "" } = second.accessToken;
  expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(1.5 * 86_400_000);
});

it.each([
  [{ name: "", role: "read" }, "name"],
  [{ name: "   ", role: "read" }, "name"],
  [{ name: "a\nb", role: "read" }, "name"],
  [{ name: "a\u001b[31m", role: "read" }, "name"],
  [{ name: "a\u202eb", role: "read" }, "name"],
  [{ name: "x".repeat(101), role: "read" }, "name"],
  [{ name: "a", role: "root" }, "role"],
  [{ name: "a", role: "toString" }, "role"],
  [{ name: "a", role: "read", expiresInDays: 0 }, "expiresInDays"],
  [{ name: "a", role: "read", expiresInDays: -1 }, "expiresInDays"],
  [{ name: "a", role: "read", expiresInDays: Number.NaN }, "expiresInDays"],
  [{ name: "a", role: "read", expiresInDays: 1e9 }, "expiresInDays"],
])("a token %j is refused on %s, and nothing is stored", async (input, field) => {
  await expect(service.createToken(input)).rejects.toMatchObject({ code: "INVALID_INPUT", field });
  expect(await service.tokens()).toEqual([]);
});

it("a token is revoked by its id, a beginning of it, its name, or itself, and once", async () => {
  const names = ["id", "prefix", "by name", "itself"];
  const made = [];
  for (const name of names) made.push(await service.createToken({ name, role: "read" }));
  const named = [made[0].accessToken.id, made[1].accessToken.id.slice(0, 8), "by name", made[3].secret];
  for (const [i, name] of named.entries()) {
    const { accessToken, changed } = await service.revokeToken(name);
    expect([accessToken.id, accessToken.status, changed]).toEqual([made[i].accessToken.id, "revoked", true]);
  }
  const again = await service.revokeToken(named[0]);
  expect(again.changed).toBe(false);
  expect((await service.tokens()).map(({ status }) => status)).toEqual(Array(4).fill("revoked"));
});

it("a name that several valid tokens have is ambiguous; one that was revoked does not count", async () => {
  const [one, two] = [
    await service.createToken({ name: "same", role: "read" }),
    await service.createToken({ name: "same", role: "write" }),
  ];
  await expect(service.revokeToken("same")).rejects.toMatchObject({
    code: "INVALID_INPUT",
    field: "token",
    message: expect.stringMatching(new RegExp(`${one.accessToken.id}|${two.accessToken.id}`)),
  });
  await service.revokeToken(one.accessToken.id);
  expect((await service.revokeToken("same")).accessToken.id).toBe(two.accessToken.id);
});

it("an unknown token is an error that says which there are, and never repeats a secret", async () => {
  const { secret, accessToken } = await service.createToken({ name: "known", role: "read" });
  for (const name of ["nobody", "", accessToken.id.slice(0, 5)]) {
    await expect(service.revokeToken(name)).rejects.toMatchObject({
      code: "NOT_FOUND",
      field: "token",
      message: expect.stringContaining(`${accessToken.id} (known)`),
    });
  }
  const foreign = secret.replace(accessToken.id, "000000000000");
  await expect(service.revokeToken(foreign)).rejects.toMatchObject({
    message: expect.not.stringContaining(foreign.slice(18)),
  });
});

it.each([
  "",
  "harm_",
  "harm__",
  `harm_${"0".repeat(12)}_${"0".repeat(63)}`,
  `harm_${"0".repeat(12)}-${"0".repeat(64)}`,
  `hurm_${"0".repeat(12)}_${"0".repeat(64)}`,
  "a".repeat(1e6),
])("%s is no token", (text) => {
  expect(partsOf(text)).toBeUndefined();
});
