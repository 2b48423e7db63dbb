import {
  createRemoteJWKSet,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from "jose";
import { InvalidInput } from "../../base/errors.js";
import { ROLES, type Role } from "../../records/access/token.js";
import { isLoopback } from "../http/auth.js";
import type { Admission, Refusal } from "./viewer.js";

/** An identity provider (OpenID Connect) whose tokens are accepted. */
export interface OidcSettings {
  /** URL of the provider, as it stands in the claim `iss`: `https`, or `http` on this machine. */
  readonly issuer: string;
  /** What the claim `aud` must hold. */
  readonly audience: string;
  /** Claim with the role, or with a list that holds it; dots lead into objects, e.g. `realm_access.roles`. */
  readonly roleClaim: string;
}

/** Signatures by private keys only: with `none` or a shared secret, whoever knows public data could sign. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/** Difference of clocks that is tolerated [s]. */
const TOLERANCE_S = 30;
/** Time that the provider has to answer [ms]. */
const TIMEOUT_MS = 5_000;
/** Time after a failed discovery in which it is not tried again [ms]. */
const PAUSE_MS = 5_000;

const LONGEST_NAME = 200;

/** Verifies the tokens of an identity provider. Its keys are fetched when the first token comes. */
export class OidcVerifier {
  readonly #settings: OidcSettings;
  #keys: Promise<JWTVerifyGetKey> | undefined;

  /** Throws `InvalidInput` on `OIDC_ISSUER` if what it answers could be changed on its way. */
  constructor(settings: OidcSettings) {
    if (!isSecureUrl(settings.issuer)) {
      throw new InvalidInput(
        "OIDC_ISSUER",
        "OIDC_ISSUER must be the https URL of an identity provider; http is only for one on this machine",
      );
    }
    this.#settings = settings;
  }

  /** Says who sends a token. Never throws for what a client sends. */
  async admit(token: string): Promise<Admission | Refusal> {
    const { issuer, audience, roleClaim } = this.#settings;
    let payload: JWTPayload;
    try {
      const options: JWTVerifyOptions = {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: TOLERANCE_S,
        requiredClaims: ["exp", "sub"],
      };
      ({ payload } = await jwtVerify(
        token,
        async (header, jws) => (await this.#keySet())(header, jws),
        options,
      ));
    } catch (error) {
      return refusalOf(error);
    }
    const role = roleOf(payload, roleClaim);
    if (role === undefined) {
      const message = `the claim ${roleClaim} of the token names no role: it must hold ${ROLES.join(", ")}`;
      return { status: 403, code: "FORBIDDEN", message };
    }
    const end = (Number(payload.exp) + TOLERANCE_S) * 1_000;
    const viewer = { role, name: nameOf(payload), id: `oidc:${printable(String(payload.sub))}` };
    return { viewer, isValid: () => Date.now() < end };
  }

  #keySet(): Promise<JWTVerifyGetKey> {
    if (this.#keys === undefined) {
      this.#keys = discover(this.#settings.issuer);
      this.#keys.catch(() => setTimeout(() => (this.#keys = undefined), PAUSE_MS).unref());
    }
    return this.#keys;
  }
}

/** The provider cannot be asked for its keys, or does not answer as one. */
class ProviderUnavailable extends Error {}

/** Finds out where a provider's public keys are (OpenID Connect Discovery 1.0, section 4). */
async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  let found: { readonly issuer?: unknown; readonly jwks_uri?: unknown };
  try {
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    found = (await response.json()) as typeof found;
  } catch (error) {
    throw new ProviderUnavailable(`the identity provider cannot be reached: ${messageOf(error)}`);
  }
  const { jwks_uri: keys } = found;
  if (found.issuer !== issuer) throw new ProviderUnavailable("the identity provider names another issuer");
  if (typeof keys !== "string" || !isSecureUrl(keys))
    throw new ProviderUnavailable("the identity provider names no secure address of its keys");
  const remote = createRemoteJWKSet(new URL(keys), { timeoutDuration: TIMEOUT_MS });
  return async (header, jws) => {
    try {
      return await remote(header, jws);
    } catch (error) {
      const { JWKSNoMatchingKey: None, JWKSMultipleMatchingKeys: Several } = errors;
      if (error instanceof None || error instanceof Several) throw error;
      throw new ProviderUnavailable(`the keys of the identity provider cannot be read: ${messageOf(error)}`);
    }
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether what is fetched from a URL cannot be changed on its way: `https`, or `http` on this machine. */
function isSecureUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

function refusalOf(error: unknown): Refusal {
  const reason = (message: string): Refusal => ({ status: 401, code: "UNAUTHENTICATED", message });
  if (error instanceof errors.JWTExpired) return reason("the token has expired");
  if (error instanceof errors.JWTClaimValidationFailed) {
    return reason(`the claim ${error.claim} of the token is missing or not what this server accepts`);
  }
  if (error instanceof ProviderUnavailable) {
    return { status: 503, code: "UNAVAILABLE", message: error.message };
  }
  return reason("the token is not known to this server, nor signed by its identity provider");
}

/** The highest role that a claim holds. */
function roleOf(payload: JWTPayload, claim: string): Role | undefined {
  const found = claim
    .split(".")
    .reduce<unknown>((inside, name) => fieldOf(inside, name), { ...payload, [claim]: undefined });
  const named: unknown = payload[claim] ?? found;
  const texts = Array.isArray(named) ? named : typeof named === "string" ? named.split(" ") : [];
  return ROLES.findLast((role) => texts.includes(role));
}

const fieldOf = (inside: unknown, name: string): unknown =>
  typeof inside === "object" && inside !== null && Object.hasOwn(inside, name)
    ? (inside as Record<string, unknown>)[name]
    : undefined;

function nameOf({ preferred_username: user, email, name, sub }: JWTPayload): string {
  const text = [user, email, name, sub].find((value) => typeof value === "string" && value !== "");
  return printable(String(text));
}

/** The beginning of a text that comes from the provider's users, without characters that would steer a terminal. */
const printable = (text: string): string =>
  text.slice(0, LONGEST_NAME).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?");
