import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { TokenRecord } from "../../records/access/token.js";

/** How every token begins, so that tools that look for leaked secrets can find it. */
const PREFIX = "harm_";
const ID_BYTES = 6;
const SECRET_BYTES = 32;
const SALT_BYTES = 16;
/** Length of a token. Any other text is none, whatever it holds. */
const LENGTH = PREFIX.length + 2 * ID_BYTES + 1 + 2 * SECRET_BYTES;

/** The parts of a token. */
export interface TokenParts {
  /** The public part, by which the token is looked up. */
  readonly id: string;
  readonly secret: string;
}

/**
 * Makes a new token, `harm_ID_SECRET`, and what is stored of it. Its secret has 256 random bits of the operating
 * system, the one thing here that is random and not passed in: a seed could be guessed.
 */
export function newToken(): { readonly token: string } & Pick<TokenRecord, "id" | "salt" | "hash"> {
  const [id, secret, salt] = [ID_BYTES, SECRET_BYTES, SALT_BYTES].map((bytes) =>
    randomBytes(bytes).toString("hex"),
  ) as [string, string, string];
  return { token: `${PREFIX}${id}_${secret}`, id, salt, hash: digestOf(salt, secret).toString("hex") };
}

/** Takes a token apart; undefined for any other text. */
export function partsOf(token: string): TokenParts | undefined {
  if (token.length !== LENGTH || !token.startsWith(PREFIX)) return undefined;
  const end = PREFIX.length + 2 * ID_BYTES;
  if (token[end] !== "_") return undefined;
  return { id: token.slice(PREFIX.length, end), secret: token.slice(end + 1) };
}

/** A record that no secret matches, to compare with where an id is unknown: that takes the same time. */
const NOBODY = { salt: "0".repeat(2 * SALT_BYTES), hash: "0".repeat(64) };

/** Whether a secret is that of a stored token, compared in constant time; false without a record. */
export function isSecretOf(secret: string, record: Pick<TokenRecord, "salt" | "hash"> | undefined): boolean {
  const { salt, hash } = record ?? NOBODY;
  const isSame = timingSafeEqual(digestOf(salt, secret), Buffer.from(hash, "hex"));
  return isSame && record !== undefined;
}

const digestOf = (salt: string, secret: string): Buffer =>
  createHash("sha256").update(`${salt}:${secret}`).digest();
