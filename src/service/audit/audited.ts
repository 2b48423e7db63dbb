import { defined } from "../../base/defined.js";
import { HarmonicError } from "../../base/errors.js";
import type { AuditEntry } from "../../records/access/audit-entry.js";
import type { HarmonicService } from "../service.js";
import { CHANGES, type ChangingMethod } from "./changes.js";
import type { JoinedEntry } from "./trail.js";

/** Who makes changes: see `AuditEntry`. */
export type Author = Pick<AuditEntry, "viewer" | "name" | "requestId">;

const LONGEST_SUBJECT = 200;

/**
 * The service as an author uses it: each change is in the audit trail when its promise resolves. A refused change (any
 * expected failure except `UNAVAILABLE`) has changed nothing and leaves no entry.
 */
export function audited(service: HarmonicService, author: Author): HarmonicService {
  const wrapped = Object.keys(CHANGES).map((method) => [
    method,
    recorded(service, method as ChangingMethod, author),
  ]);
  return { ...service, ...Object.fromEntries(wrapped) };
}

/** The use cases that store their entry themselves, in the commit of the change, if they are given one. */
const JOINING: ReadonlySet<ChangingMethod> = new Set(["submitMeasurements"]);

type AnyUseCase = (...given: unknown[]) => Promise<unknown>;
type AnySubject = (given: readonly unknown[], answer: unknown) => string | undefined;

function recorded(service: HarmonicService, method: ChangingMethod, author: Author): AnyUseCase {
  const use = service[method] as AnyUseCase;
  const { operation, subject } = CHANGES[method];
  const record = (outcome: AuditEntry["outcome"], given: readonly unknown[], answer?: unknown) => {
    const key = (subject as AnySubject)(given, answer);
    const named = defined({ subject: typeof key === "string" ? key.slice(0, LONGEST_SUBJECT) : undefined });
    return service.recordChange({ ...author, operation, outcome, ...named });
  };
  return async (...given) => {
    const entry = { ...author, operation, outcome: "done" } as const;
    const joined: JoinedEntry | undefined = JOINING.has(method) ? { entry, isStored: false } : undefined;
    let answer: unknown;
    try {
      answer = await use(...given, ...(joined === undefined ? [] : [joined]));
    } catch (error) {
      if (!isRefusal(error)) await record("failed", given);
      throw error;
    }
    if (joined?.isStored !== true) await record("done", given, answer);
    return answer;
  };
}

const isRefusal = (error: unknown): boolean => error instanceof HarmonicError && error.code !== "UNAVAILABLE";
