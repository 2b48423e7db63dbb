import { defined } from "../../base/defined.js";
import { InvalidInput, NotFound } from "../../base/errors.js";
import { requireNumber, requireText } from "../../base/validate.js";
import {
  ROLES,
  type Role,
  type TokenRecord,
  type TokenStatus,
  tokenStatus,
} from "../../records/access/token.js";
import type { Context } from "../context.js";
import { newToken, partsOf } from "./secret.js";

/** What may be known of a token: everything but its secret and the hash of it. */
export interface AccessToken extends Omit<TokenRecord, "salt" | "hash"> {
  readonly status: TokenStatus;
}

export interface CreateToken {
  /** Who or what will use the token, for people: 1 to 100 printable characters. */
  readonly name: string;
  readonly role: string;
  /** Days until the token ends by itself, up to 36,500; left out, it does not. */
  readonly expiresInDays?: number;
}

/** A new token. `secret` is what clients send; it is not stored and cannot be shown again. */
export interface CreatedToken {
  readonly accessToken: AccessToken;
  readonly secret: string;
}

/** The tokens as they are stored, at one state of the archive. */
export interface TokenSnapshot {
  /** Changes with every token that is created or revoked. */
  readonly stamp: string;
  readonly tokens: readonly TokenRecord[];
}

type Needed = Pick<Context, "archive" | "clock" | "newId">;

const LONGEST_NAME = 100;
const MOST_DAYS = 36_500;
const DAY_MS = 86_400_000;
const SHORTEST_PREFIX = 6;
/** Id of the receipt that changes with every change of the tokens: servers look at this small record alone. */
const STAMP = "tokens";

/** Creates a token. Throws `InvalidInput` on `name`, `role` or `expiresInDays`. */
export async function createToken(context: Needed, input: CreateToken): Promise<CreatedToken> {
  const name = requireTokenName(input.name);
  const role = requireRole(input.role);
  const now = context.clock();
  const { token, ...stored } = newToken();
  const record: TokenRecord = {
    ...stored,
    name,
    role,
    createdAt: new Date(now).toISOString(),
    ...defined({ expiresAt: expiryOf(input.expiresInDays, now) }),
  };
  await context.archive.commit([{ type: "insert", kind: "token", record }, stampOf(context)]);
  return { accessToken: shown(record, now), secret: token };
}

/** Lists all tokens, also those that are no longer valid, in the order in which they were created. */
export async function listTokens({ archive, clock }: Needed): Promise<readonly AccessToken[]> {
  const now = clock();
  const all = (await archive.list("token")).map((record) => shown(record, now));
  return all.toSorted((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? -1 : 1));
}

/**
 * Ends a token for good. `named` is its id, a beginning of it of at least 6 characters that no other token has, its
 * name where no other valid token has it, or the token itself. Revoking a token again changes nothing. Throws
 * `NotFound` or `InvalidInput` on `token`.
 */
export async function revokeToken(
  context: Needed,
  named: string,
): Promise<{ readonly accessToken: AccessToken; readonly changed: boolean }> {
  const now = context.clock();
  const record = tokenNamed(await context.archive.list("token"), named, now);
  if (record.revokedAt !== undefined) return { accessToken: shown(record, now), changed: false };
  const revoked = { ...record, revokedAt: new Date(now).toISOString() };
  await context.archive.commit([{ type: "update", kind: "token", record: revoked }, stampOf(context)]);
  return { accessToken: shown(revoked, now), changed: true };
}

/** Reads the tokens for checking requests; undefined if none was created or revoked since `stamp`. */
export async function tokensSince(
  { archive }: Pick<Context, "archive">,
  stamp: string | undefined,
): Promise<TokenSnapshot | undefined> {
  const now = (await archive.get("receipt", STAMP))?.fingerprint ?? "none";
  return now === stamp ? undefined : { stamp: now, tokens: await archive.list("token") };
}

const stampOf = ({ newId }: Needed) =>
  ({
    type: "put",
    kind: "receipt",
    record: { id: STAMP, fingerprint: newId(), answer: null },
  }) as const;

const shown = ({ salt: _salt, hash: _hash, ...rest }: TokenRecord, now: number): AccessToken => ({
  ...rest,
  status: tokenStatus(rest, now),
});

function requireTokenName(given: unknown): string {
  const name = requireText(given, "name", LONGEST_NAME).trim();
  if (name !== "" && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)) return name;
  throw new InvalidInput(
    "name",
    `name must have 1 to ${LONGEST_NAME} printable characters: say who or what uses the token`,
  );
}

function requireRole(given: unknown): Role {
  const role = ROLES.find((known) => known === given);
  if (role !== undefined) return role;
  throw new InvalidInput("role", `role must be ${ROLES.slice(0, -1).join(", ")} or ${ROLES.at(-1)}`);
}

function expiryOf(days: number | undefined, now: number): string | undefined {
  if (days === undefined) return undefined;
  requireNumber(days, "expiresInDays", { above: 0, most: MOST_DAYS, unit: "days" });
  return new Date(now + days * DAY_MS).toISOString();
}

function tokenNamed(all: readonly TokenRecord[], named: string, now: number): TokenRecord {
  const text = named.trim();
  const key = partsOf(text)?.id ?? text;
  const valid = all.filter((record) => tokenStatus(record, now) === "active");
  const choices = [
    all.filter(({ id }) => id === key),
    valid.filter(({ name }) => name === key),
    all.filter(({ id }) => key.length >= SHORTEST_PREFIX && id.startsWith(key.toLowerCase())),
    all.filter(({ name }) => name === key),
  ];
  const found = choices.find(({ length }) => length > 0);
  if (found === undefined) {
    const known = valid.length === 0 ? "no token is valid" : `valid are ${listed(valid)}`;
    throw new NotFound("token", key.slice(0, LONGEST_NAME), "token", `${known}; give an id or a name`);
  }
  if (found.length === 1) return found[0];
  throw new InvalidInput(
    "token",
    `"${key}" names ${found.length} tokens: ${listed(found)}; give the id of one`,
  );
}

const MOST_LISTED = 10;

function listed(tokens: readonly TokenRecord[]): string {
  const first = tokens.slice(0, MOST_LISTED).map(({ id, name }) => `${id} (${name})`);
  const rest = tokens.length - first.length;
  return [...first, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}
