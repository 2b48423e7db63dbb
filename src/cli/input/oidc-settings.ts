import { InvalidInput } from "../../base/errors.js";
import type { Given, SettingFlag } from "../setting.js";

/** An identity provider (OpenID Connect) whose tokens the server accepts. */
export interface OidcSettings {
  /** URL of the provider, exactly as it stands in the claim `iss`. */
  readonly issuer: string;
  /** What the claim `aud` must hold. */
  readonly audience: string;
  /** Claim with the role. */
  readonly roleClaim: string;
}

const DEFAULT_CLAIM = "role";

/** The settings of an identity provider, for the flags of the command line and their help. */
export const OIDC_FLAGS: readonly SettingFlag[] = [
  {
    name: "OIDC_ISSUER",
    value: "url",
    description:
      "identity provider (OpenID Connect) whose tokens the server accepts, too: its issuer URL (default: none)",
  },
  {
    name: "OIDC_AUDIENCE",
    value: "text",
    description: "audience (claim aud) that its tokens must have; required with OIDC_ISSUER",
  },
  {
    name: "OIDC_ROLE_CLAIM",
    value: "name",
    description:
      "claim of its tokens that holds read, write or admin, alone or in a list; dots lead into objects " +
      `(default: ${DEFAULT_CLAIM})`,
  },
];

/**
 * The identity provider that the settings name; undefined if they name none. Throws `InvalidInput` that names the flag
 * or the variable.
 */
export function oidcSettings(read: (name: string) => Given): OidcSettings | undefined {
  const [issuer, audience, claim] = ["OIDC_ISSUER", "OIDC_AUDIENCE", "OIDC_ROLE_CLAIM"].map(read);
  if (issuer.value === undefined) {
    const lonely = [audience, claim].find(({ value }) => value !== undefined);
    if (lonely === undefined) return undefined;
    throw new InvalidInput(lonely.label, `${lonely.label} is set, but OIDC_ISSUER is not: set both or none`);
  }
  if (!/^https?:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/.test(issuer.value)) {
    const form = "the URL of an identity provider, such as https://login.example.org/realm";
    throw new InvalidInput(issuer.label, `${issuer.label} must be ${form}`);
  }
  if (audience.value === undefined) {
    const why = "without it, tokens that were issued for other services would be accepted";
    throw new InvalidInput(audience.label, `OIDC_AUDIENCE must be set with OIDC_ISSUER: ${why}`);
  }
  return { issuer: issuer.value, audience: audience.value, roleClaim: claim.value ?? DEFAULT_CLAIM };
}
