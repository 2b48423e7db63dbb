import type { Role } from "../../records/access/token.js";

/** Who sent a request, and what they may do. */
export interface Viewer {
  readonly role: Role;
  /** Name of the token, or of the identity provider's user. */
  readonly name: string;
  /** `open` where no token is asked for, `api-token`, `token:ID` or `oidc:SUBJECT`. */
  readonly id: string;
}

/** Who asks for an operation. Plain data, so that it can be sent to another thread. */
export interface Asker {
  readonly viewer: Viewer;
  /** Names the request in the audit trail. */
  readonly requestId?: string;
}

/** The viewer of a request that was accepted. */
export interface Admission {
  readonly viewer: Viewer;
  /** Whether the same request would be accepted now: not after its token has expired or was revoked. */
  isValid(): boolean;
}

/** Why a request was not accepted, for an HTTP response. */
export interface Refusal {
  readonly status: 401 | 403 | 503;
  readonly code: "UNAUTHENTICATED" | "FORBIDDEN" | "UNAVAILABLE";
  readonly message: string;
}

export const isRefusal = (answer: Admission | Refusal): answer is Refusal => "status" in answer;
