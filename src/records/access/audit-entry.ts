/** One change of the archive: who made it, when, and what it was. An entry never holds a secret. */
export interface AuditEntry {
  /** Unique; ids rise with the time at which entries were made. */
  readonly id: string;
  /** When the change had been made, in ISO 8601 in UTC. */
  readonly at: string;
  /** Who made it: `cli`, `open` (a server that asks for no token), `api-token`, `token:ID` or `oidc:SUBJECT`. */
  readonly viewer: string;
  /** Name of the token, of the identity provider's user, or of the operating system's user (`cli`). */
  readonly name: string;
  /** The mutation, or the use case of the command line, e.g. `submitMeasurements`. */
  readonly operation: string;
  /** Key of what was changed, e.g. of a task, a run or a submission; absent where there is none. */
  readonly subject?: string;
  /** `failed`: an error that nobody expected ended the change, which may be there in part. */
  readonly outcome: "done" | "failed";
  /** Id of the request that asked for it; absent where it has none. */
  readonly requestId?: string;
}
