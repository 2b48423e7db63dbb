import type { Credential } from "./senders.js";

/** The secret of the administrator who creates the other tokens, as `API_TOKEN` of the fuzzed server. */
export const ADMIN_TOKEN = "the token of the fuzzed server";
export const ADMIN: Credential = {
  name: "admin",
  authorization: `Bearer ${ADMIN_TOKEN}`,
  mayChange: true,
};

const CREATE = `mutation ($input: CreateTokenInput!) {
  createToken(input: $input) { ... on CreateTokenSuccess { token accessToken { id } } } }`;
const REVOKE = "mutation ($token: ID!) { revokeToken(token: $token) { __typename } }";

/** Time in which a token ends that is to be expired when requests are sent with it [days]. */
const AN_INSTANT = 1e-9;
/** Time after which every thread of a server knows that a token was created or has ended [ms]. */
const KNOWN_MS = 2_000;

interface Created {
  readonly createToken: { readonly token: string; readonly accessToken: { readonly id: string } };
}

/** Creates a token of each kind, and returns every kind of credential, those without a right to change first. */
export async function credentials(url: string): Promise<readonly Credential[]> {
  const ask = async (query: string, variables: unknown): Promise<unknown> => {
    const headers = { "content-type": "application/json", authorization: ADMIN.authorization ?? "" };
    const response = await fetch(url, {
      method: "POST",
      body: JSON.stringify({ query, variables }),
      headers,
    });
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
    if (errors !== undefined) throw new Error(`the tokens were refused: ${JSON.stringify(errors)}`);
    return data;
  };
  const create = async (name: string, role: string, expiresInDays?: number) => {
    const input = { name, role, expiresInDays };
    const { createToken } = (await ask(CREATE, { input })) as Created;
    return { id: createToken.accessToken.id, authorization: `Bearer ${createToken.token}` };
  };
  const expired = await create("expired", "ADMIN", AN_INSTANT);
  const revoked = await create("revoked", "ADMIN");
  await ask(REVOKE, { token: revoked.id });
  const read = await create("read-only", "READ");
  const write = await create("write", "WRITE");
  await new Promise((resolve) => setTimeout(resolve, KNOWN_MS));
  return [
    { name: "none", mayChange: false },
    { name: "wrong", authorization: "Bearer another", mayChange: false },
    { name: "expired", authorization: expired.authorization, mayChange: false },
    { name: "revoked", authorization: revoked.authorization, mayChange: false },
    { name: "read-only", authorization: read.authorization, mayChange: false },
    { name: "write", authorization: write.authorization, mayChange: true },
    ADMIN,
  ];
}
