/** What a viewer may do, each role including those before it; see `REQUIRED_ROLES` of the API. */
export const ROLES = ["read", "write", "admin"] as const;

export type Role = (typeof ROLES)[number];

/** Whether a role includes what `required` may do. */
export const includesRole = (role: Role, required: Role): boolean =>
  ROLES.indexOf(role) >= ROLES.indexOf(required);

/** A bearer token as it is stored: its secret cannot be computed from it. Times are ISO 8601 in UTC. */
export interface TokenRecord {
  /** The public part of the token, 12 hexadecimal digits. */
  readonly id: string;
  /** Who or what uses the token, for people; not necessarily unique. */
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  /** When the token ends by itself; absent if it does not. */
  readonly expiresAt?: string;
  /** When the token was revoked; absent if it was not. */
  readonly revokedAt?: string;
  /** 16 random bytes in hexadecimal digits. */
  readonly salt: string;
  /** SHA-256 of the salt and the secret, in hexadecimal digits. */
  readonly hash: string;
}

export type TokenStatus = "active" | "expired" | "revoked";

/** Says whether a token is valid at a time [ms since 1970], and why not. */
export function tokenStatus(
  { expiresAt, revokedAt }: Pick<TokenRecord, "expiresAt" | "revokedAt">,
  now: number,
): TokenStatus {
  if (revokedAt !== undefined) return "revoked";
  return expiresAt !== undefined && Date.parse(expiresAt) <= now ? "expired" : "active";
}
