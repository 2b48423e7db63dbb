import { createHash, timingSafeEqual } from "node:crypto";
import { HarmonicError, InvalidInput } from "../../base/errors.js";
import { tokenStatus } from "../../records/access/token.js";
import { isSecretOf, partsOf } from "../../service/access/secret.js";
import type { HarmonicService } from "../../service/service.js";
import { isLoopback } from "../http/auth.js";
import { bearerOf } from "./bearer.js";
import { type OidcSettings, OidcVerifier } from "./oidc.js";
import { TokenRegistry } from "./registry.js";
import type { Admission, Refusal, Viewer } from "./viewer.js";

/** What decides who may use a server. */
export interface AccessSettings {
  readonly service: Pick<HarmonicService, "tokensSince">;
  /** Address on which the server listens. */
  readonly host: string;
  /** A token of role `admin` that is not stored. */
  readonly apiToken?: string;
  readonly oidc?: OidcSettings;
}

/**
 * Knows who may use a server. Nobody has to say who they are (the server is open) while it listens on a loopback
 * address, no token was ever created, and neither `API_TOKEN` nor an identity provider is set.
 */
export class Access {
  readonly #registry: TokenRegistry;
  readonly #apiToken: Buffer | undefined;
  readonly #oidc: OidcVerifier | undefined;
  readonly #host: string;

  private constructor({ service, host, apiToken = "", oidc }: AccessSettings) {
    this.#registry = new TokenRegistry(service);
    this.#host = host;
    this.#apiToken = apiToken === "" ? undefined : digest(apiToken);
    this.#oidc = oidc === undefined ? undefined : new OidcVerifier(oidc);
  }

  /**
   * Reads the tokens of the archive. Throws `InvalidInput` on `API_TOKEN` if other machines could reach the server and
   * nobody could sign in to it.
   */
  static async open(settings: AccessSettings): Promise<Access> {
    const access = new Access(settings);
    try {
      await access.#registry.refresh();
      access.#requireSomeone();
      return access;
    } catch (error) {
      access.stop();
      throw error;
    }
  }

  /** Whether nobody has to say who they are, as far as was read last. */
  get isOpen(): boolean {
    return (
      this.#apiToken === undefined &&
      this.#oidc === undefined &&
      isLoopback(this.#host) &&
      this.#registry.isEmpty
    );
  }

  /**
   * Says who sends a request with this value of the header `Authorization`. Never throws for what a client sends.
   *
   * @param mayBeLate whether what was read last decides while the archive is away, instead of a refusal
   */
  async admit(authorization: unknown, mayBeLate = false): Promise<Admission | Refusal> {
    const token = bearerOf(authorization);
    if (token !== undefined && this.#isApiToken(token)) return API_TOKEN_ADMISSION;
    try {
      await this.#registry.current();
    } catch (error) {
      if (!(error instanceof HarmonicError)) throw error;
      if (!mayBeLate) return { status: 503, code: "UNAVAILABLE", message: error.explained("graphql") };
    }
    if (this.isOpen) return { viewer: OPEN, isValid: () => this.isOpen };
    if (token === undefined) return unauthenticated(MISSING);
    const parts = partsOf(token);
    if (parts !== undefined) return this.#admitStored(parts);
    return this.#oidc?.admit(token) ?? unauthenticated(UNKNOWN);
  }

  /** The service, whose changes of tokens are noticed at once. */
  noticing(service: HarmonicService): HarmonicService {
    const noticed =
      <Given extends readonly unknown[], Answer>(change: (...given: Given) => Promise<Answer>) =>
      async (...given: Given) => {
        const answer = await change(...given);
        await this.#registry.refresh();
        return answer;
      };
    return {
      ...service,
      createToken: noticed(service.createToken),
      revokeToken: noticed(service.revokeToken),
    };
  }

  /** Stops looking at the archive. */
  stop(): void {
    this.#registry.stop();
  }

  #isApiToken(token: string): boolean {
    return this.#apiToken !== undefined && timingSafeEqual(digest(token), this.#apiToken);
  }

  #admitStored({ id, secret }: { readonly id: string; readonly secret: string }): Admission | Refusal {
    const record = this.#registry.find(id);
    if (!isSecretOf(secret, record) || record === undefined) return unauthenticated(UNKNOWN);
    const isValid = () => {
      const now = this.#registry.find(id);
      return now?.hash === record.hash && tokenStatus(now, Date.now()) === "active";
    };
    const status = tokenStatus(record, Date.now());
    if (status === "expired") return unauthenticated(`the token expired at ${record.expiresAt}`);
    if (status === "revoked") return unauthenticated(`the token was revoked at ${record.revokedAt}`);
    return { viewer: { role: record.role, name: record.name, id: `token:${id}` }, isValid };
  }

  #requireSomeone(): void {
    if (isLoopback(this.#host) || this.#apiToken !== undefined || this.#oidc !== undefined) return;
    if (this.#registry.hasAdmin(Date.now())) return;
    throw new InvalidInput(
      "API_TOKEN",
      `API_TOKEN must be set if HOST is ${this.#host}, which is not a loopback address, and the archive has no valid ` +
        "admin token: others could change the archive; `harmonic token create --role admin --name NAME` creates one",
    );
  }
}

const MISSING =
  "the header Authorization: Bearer TOKEN is missing: send the server's API_TOKEN, or a token that its " +
  "administrator creates with `harmonic token create`";
const UNKNOWN = "the token is neither this server's API_TOKEN nor another one that it knows";

const OPEN: Viewer = { role: "admin", name: "open", id: "open" };

const API_TOKEN_ADMISSION: Admission = {
  viewer: { role: "admin", name: "API_TOKEN", id: "api-token" },
  isValid: () => true,
};

const unauthenticated = (message: string): Refusal => ({ status: 401, code: "UNAUTHENTICATED", message });

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
