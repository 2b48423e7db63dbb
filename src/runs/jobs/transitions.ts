import type { JobRecord, JobState, PastClaim } from "../../records/job.js";

/** How often an evaluation is tried whose workers say that it failed. */
export const MOST_FAILURES = 3;
/** How often an evaluation is given to another worker because its lease ran out. */
export const MOST_STALE = 5;
/** Time before an evaluation that failed is tried again, in ms; each failure makes it four times as long. */
const FIRST_BACK_OFF = 1000;
const BACK_OFF_GROWTH = 4;

const iso = (at: number): string => new Date(at).toISOString();

type Job = Omit<JobRecord, "id">;

/** Claims that ended in this way. */
export const countPast = ({ past }: Pick<JobRecord, "past">, outcome: PastClaim["outcome"]): number =>
  past.filter((claim) => claim.outcome === outcome).length;

/** Whether an evaluation may be claimed at a time, in ms since 1970. */
export function isClaimable(job: Pick<JobRecord, "state"> | undefined, now: number): boolean {
  if (job === undefined) return true;
  const { state } = job;
  if (state.kind === "waiting") return Date.parse(state.notBefore) <= now;
  return state.kind === "claimed" && Date.parse(state.leaseUntil) <= now;
}

/**
 * The evaluation as it is at a time, in ms since 1970: one whose lease ran out is free, and its last claim is stale.
 * The record says so only once another worker has been given it; until then a late answer of the old one counts.
 */
export function seenAt(job: JobRecord, now: number): JobRecord {
  const { state } = job;
  if (state.kind !== "claimed" || Date.parse(state.leaseUntil) > now) return job;
  const { leaseUntil } = state;
  const past = [...job.past, ended(job, state, Date.parse(leaseUntil), "stale", "its lease ran out")];
  return { ...job, past, state: { kind: "waiting", since: leaseUntil, notBefore: leaseUntil } };
}

/**
 * The evaluation with a new claim. A claim whose lease ran out ends as stale; an evaluation whose workers were lost too
 * often becomes a dead letter instead of being claimed. It must be claimable at `now`, in ms since 1970.
 */
export function claimed(job: Job, worker: string, now: number, leaseMs: number): Job {
  const { state, token } = job;
  const past =
    state.kind === "claimed" ? [...job.past, ended(job, state, now, "stale", "its lease ran out")] : job.past;
  const lost = countPast({ past }, "stale");
  if (lost >= MOST_STALE) {
    return {
      ...job,
      past,
      state: { kind: "dead", at: iso(now), reason: `its worker was lost ${lost} times` },
    };
  }
  const next: JobState = { kind: "claimed", since: iso(now), worker, leaseUntil: iso(now + leaseMs) };
  return { ...job, token: token + 1, past, state: next };
}

type Claimed = Extract<JobState, { kind: "claimed" }>;

/** The claimed evaluation with a lease that ends `leaseMs` after `now`. */
export const extended = (job: Job, state: Claimed, now: number, leaseMs: number): Job => ({
  ...job,
  state: { ...state, leaseUntil: iso(now + leaseMs) },
});

/** The claimed evaluation after its worker gave it back untried: anyone may claim it at once. */
export const returned = (job: Job, state: Claimed, now: number): Job => ({
  ...job,
  past: [...job.past, ended(job, state, now, "returned", "its worker gave it back")],
  state: { kind: "waiting", since: iso(now), notBefore: iso(now) },
});

/** The claimed evaluation after its worker said that it failed: it waits for another try, or is a dead letter. */
export function failed(job: Job, state: Claimed, now: number, reason: string): Job {
  const past = [...job.past, ended(job, state, now, "failed", reason)];
  const failures = countPast({ past }, "failed");
  if (failures >= MOST_FAILURES) {
    const text = `${reason} (tried ${failures} times)`;
    return { ...job, past, state: { kind: "dead", at: iso(now), reason: text } };
  }
  const wait = FIRST_BACK_OFF * BACK_OFF_GROWTH ** (failures - 1);
  return { ...job, past, state: { kind: "waiting", since: iso(now), notBefore: iso(now + wait) } };
}

/** The claimed evaluation after its worker handed in a result. */
export const done = (job: Job, { worker }: Claimed, now: number, fingerprint: string): Job => ({
  ...job,
  state: { kind: "done", at: iso(now), worker, fingerprint },
});

const ended = (
  { token }: Pick<JobRecord, "token">,
  { worker }: Claimed,
  now: number,
  outcome: PastClaim["outcome"],
  reason: string,
): PastClaim => ({ token, worker, at: iso(now), outcome, reason });
