import { type GraphQLObjectType, parse, validate } from "graphql";
import { createClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { REQUIRED_ROLES } from "../../../src/api/access/roles.js";
import { createSchema } from "../../../src/api/schema.js";
import { contentsOf, fillToy, startApi, type TestApi } from "../harness.js";
import { everyField } from "./every-field.js";

const schema = createSchema();
const MUTATIONS = everyField(schema, "Mutation");

let api: TestApi;
const tokens: Record<string, string | undefined> = {
  none: undefined,
  wrong: `harm_${"0".repeat(12)}_${"0".repeat(64)}`,
};

beforeAll(async () => {
  api = await startApi({ clock: Date.now, traffic: { rateLimit: "off" } });
  await fillToy(api.service);
  for (const role of ["read", "write", "admin"]) {
    tokens[role] = (await api.service.createToken({ name: role, role })).secret;
  }
  tokens.expired = (await api.service.createToken({ name: "e", role: "admin", expiresInDays: 1e-9 })).secret;
  tokens.revoked = (await api.service.createToken({ name: "r", role: "admin" })).secret;
  await api.service.revokeToken("r");
  tokens["another's id"] = `${tokens.read?.slice(0, 18)}${tokens.admin?.slice(18)}`;
  const isKnown = async (who: string) => expect((await ask("{ __typename }", who)).status).toBe(401);
  await vi.waitFor(() => isKnown("none"), 3_000);
  await vi.waitFor(() => isKnown("revoked"), 3_000);
});
afterAll(() => api.close());

const headers = (who: string): Record<string, string> =>
  tokens[who] === undefined ? {} : { authorization: `Bearer ${tokens[who]}` };

const ask = (query: string, who: string) => api.ask(query, {}, headers(who));

/** Everything that a request could change, tokens and the audit trail included. */
async function everything(): Promise<string> {
  const [contents, all, trail] = await Promise.all([
    contentsOf(api.archive),
    api.archive.list("token"),
    api.archive.auditTrail({ limit: 1_000 }),
  ]);
  return contents + JSON.stringify([all, trail]);
}

/** What a WebSocket client gets for an operation: the errors of its result, or the code with which it was closed. */
async function overSocket(query: string, who: string): Promise<unknown> {
  const client = createClient({
    url: api.server.url.replace("http", "ws"),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: headers(who),
  });
  try {
    for await (const { errors } of client.iterate({ query })) return errors?.[0].extensions?.code;
    return undefined;
  } catch (error) {
    if (Array.isArray(error)) return error[0].extensions.code;
    return (error as { code?: number }).code;
  } finally {
    await client.dispose();
  }
}

describe("the table of roles", () => {
  it.each(["Query", "Mutation", "Subscription"] as const)("has every field of %s, and no other", (root) => {
    const type = schema.getType(root) as GraphQLObjectType;
    expect(Object.keys(REQUIRED_ROLES[root]).sort()).toEqual(Object.keys(type.getFields()).sort());
  });

  it("lets no reader change anything", () => {
    expect(Object.values(REQUIRED_ROLES.Mutation)).not.toContain("read");
  });
});

it.each(MUTATIONS)("the sample of %s is valid", (_, use) => {
  expect(validate(schema, parse(`mutation { ${use} }`))).toEqual([]);
});

describe.each(["none", "wrong", "expired", "revoked", "another's id"])("with the token %s", (who) => {
  it("every mutation is refused with 401, and nothing changes", async () => {
    const before = await everything();
    for (const [, use] of MUTATIONS) {
      const { status, errors, data } = await ask(`mutation { ${use} }`, who);
      expect([use, status, errors[0].extensions.code, data]).toEqual([
        use,
        401,
        "UNAUTHENTICATED",
        undefined,
      ]);
    }
    expect(await everything()).toBe(before);
  });

  it("a WebSocket is closed before any mutation, and nothing changes", async () => {
    const before = await everything();
    for (const [, use] of MUTATIONS) {
      expect([use, await overSocket(`mutation { ${use} }`, who)]).toEqual([use, 4403]);
    }
    expect(await everything()).toBe(before);
  });

  it("nothing is read, exported or followed", async () => {
    expect((await ask("{ tasks { key } }", who)).status).toBe(401);
    const base = api.server.url.replace("/graphql", "");
    for (const path of ["/export/x.zip", "/export/layer.onnx", "/graphql?query={__typename}"]) {
      expect((await fetch(base + path, { headers: headers(who) })).status).toBe(401);
    }
  });
});

describe("with a token that is read-only", () => {
  it.each(MUTATIONS)("%s is FORBIDDEN over HTTP and WebSocket, and nothing changes", async (_, use) => {
    const before = await everything();
    const { status, errors, data } = await ask(`mutation { ${use} }`, "read");
    expect([status, errors[0].extensions, data]).toEqual([403, { code: "FORBIDDEN" }, undefined]);
    expect(await overSocket(`mutation { ${use} }`, "read")).toBe("FORBIDDEN");
    expect(await everything()).toBe(before);
  });

  it("queries and subscriptions are answered, except those of administrators", async () => {
    const { data } = await ask("{ viewer { role name } tasks { key } }", "read");
    expect(data).toMatchObject({ viewer: { role: "READ", name: "read" } });
    const follow = 'subscription { frontChanged(task: "toy-task", device: "toy-device") { hypervolume } }';
    expect(await overSocket(follow, "read")).toBeUndefined();
    for (const query of [
      "{ tokens { id } }",
      "{ auditTrail { nodes { id } } }",
      "{ tasks { key } tokens { id } }",
    ]) {
      const { status, errors } = await ask(query, "read");
      expect([status, errors[0].extensions.code]).toEqual([403, "FORBIDDEN"]);
    }
  });
});

describe("with a token that may write", () => {
  const REGISTER = 'registerDevice(input: { id: "sneaked-in" }) { __typename }';
  const CREATE = 'createToken(input: { name: "x", role: ADMIN }) { __typename }';

  it.each([
    ["in one selection", `mutation { ${REGISTER} ${CREATE} }`],
    ["behind an alias", `mutation { a: ${REGISTER} viewer: ${CREATE} }`],
    ["in an inline fragment", `mutation { ${REGISTER} ... on Mutation { ${CREATE} } }`],
    [
      "in a fragment",
      `mutation { ${REGISTER} ...F } fragment F on Mutation { ...G } fragment G on Mutation { ${CREATE} }`,
    ],
    ["included by a literal", `mutation { ${REGISTER} ... @include(if: true) { ${CREATE} } }`],
    [
      "included by a default",
      `mutation ($b: Boolean = true) { ${REGISTER} ... @include(if: $b) { ${CREATE} } }`,
    ],
    [
      "not skipped by a default",
      `mutation ($b: Boolean = false) { ${REGISTER} ... @skip(if: $b) { ${CREATE} } }`,
    ],
  ])("a change for administrators %s keeps the others of its operation from being made", async (_, query) => {
    const before = await everything();
    const { status, errors } = await ask(query, "write");
    expect([status, errors[0].extensions.code]).toEqual([403, "FORBIDDEN"]);
    expect(await overSocket(query, "write")).toBe("FORBIDDEN");
    expect(await everything()).toBe(before);
  });

  it("a change for administrators that is left out is not missed", async () => {
    const query = `mutation ($b: Boolean = false) { ${REGISTER} ... @include(if: $b) { ${CREATE} } }`;
    expect((await ask(query, "write")).data).toEqual({
      registerDevice: { __typename: "RegisterDeviceSuccess" },
    });
  });

  it.each(MUTATIONS.filter(([name]) => name in REQUIRED_ROLES.Mutation))(
    "%s needs the role of the table",
    async (name, use) => {
      const isAdmins = REQUIRED_ROLES.Mutation[name as keyof typeof REQUIRED_ROLES.Mutation] === "admin";
      const { status, errors } = await ask(`mutation { ${use} }`, "write");
      expect(errors[0]?.extensions.code === "FORBIDDEN").toBe(isAdmins);
      expect(status).toBe(isAdmins ? 403 : 200);
    },
  );
});

it("the admin's token and API_TOKEN may do everything", async () => {
  const { data } = await ask(
    "{ viewer { role } tokens { name } auditTrail { nodes { operation } } }",
    "admin",
  );
  expect(data?.viewer).toEqual({ role: "ADMIN" });
});
