import { defined } from "../base/defined.js";
import { SCORE_IDS, type ScoreId, scoreNameOf } from "../base/metric.js";
import { connectionTo, expectSuccess, type Problem } from "../profiling/client/connection.js";
import { type Job, type JobSource, Refused, type Settled } from "./job-source.js";

/**
 * Evaluations of a server over GraphQL.
 *
 * @param url address of the server, with `/graphql` or without
 * @param worker names this worker, for people
 * @throws InvalidInput on `--server` if it is no address
 */
export function httpSource(url: string, token: string | undefined, worker: string): JobSource {
  const { ask } = connectionTo(url, token, new AbortController().signal);
  return {
    description: new URL(url).origin,
    async claim(leaseSeconds) {
      const answer = await ask<{ readonly claimEvaluation: (Problem & ClaimAnswer) | null }>(CLAIM, {
        worker,
        leaseSeconds,
      });
      const claimed = answer.claimEvaluation;
      if (claimed === null) return undefined;
      expectSuccess(claimed);
      return jobOf(claimed);
    },
    async extend({ claim }, leaseSeconds) {
      const { extendLease } = await ask<{ readonly extendLease: Problem }>(EXTEND, { claim, leaseSeconds });
      return settledBy(extendLease) === "stored";
    },
    async complete({ claim }, measurement) {
      const answer = await ask<{ readonly completeEvaluation: Problem }>(COMPLETE, {
        claim,
        measurement,
      }).catch(refusedByType);
      return settledBy(answer.completeEvaluation);
    },
    async fail({ claim }, reason) {
      const { failEvaluation } = await ask<{ readonly failEvaluation: Problem }>(FAIL, { claim, reason });
      return settledBy(failEvaluation);
    },
    async giveBack({ claim }) {
      const { extendLease } = await ask<{ readonly extendLease: Problem }>(EXTEND, {
        claim,
        leaseSeconds: 0,
      });
      settledBy(extendLease);
    },
    close: async () => undefined,
  };
}

interface Key {
  readonly key: string;
}
interface ClaimAnswer {
  readonly claim: string;
  readonly run: Key;
  readonly task: Key & {
    readonly scoreName: string;
    readonly space: Key & { readonly definition: unknown };
  };
  readonly devices: readonly Key[];
  readonly architecture: { readonly genes: Job["architecture"] };
}

const jobOf = ({ claim, run, task, devices, architecture }: ClaimAnswer): Job => ({
  claim,
  run: run.key,
  task: task.key,
  space: task.space.key,
  devices: devices.map(({ key }) => key),
  architecture: architecture.genes,
  ...defined({ definition: task.space.definition, score: scoreNamed(task.scoreName) }),
});

/** Finds a score by its name for people. "accuracy" is also that of a task that declares none. */
const scoreNamed = (name: string): ScoreId | undefined =>
  SCORE_IDS.find((id) => id !== "accuracy" && scoreNameOf(id) === name);

function settledBy(answer: Problem): Settled {
  const { __typename: type, message = "" } = answer;
  if (type === "ConflictProblem" || type === "NotFoundProblem") return "stale";
  if (type === "InvalidInputProblem") throw new Refused(message);
  expectSuccess(answer);
  return "stored";
}

/** GraphQL itself refuses a result with a field that it does not know, or of another type. */
function refusedByType(error: unknown): never {
  if (error instanceof Error && /\$measurement|measurement/.test(error.message))
    throw new Refused(error.message);
  throw error;
}

const PROBLEM = "__typename ... on Problem { message }";
const CLAIM = `mutation ($worker: ID!, $leaseSeconds: Int) {
  claimEvaluation(worker: $worker, leaseSeconds: $leaseSeconds) { ${PROBLEM}
    ... on ClaimEvaluationSuccess {
      claim run { key } task { key scoreName space { key definition } } devices { key } architecture { genes } } } }`;
const EXTEND = `mutation ($claim: ID!, $leaseSeconds: Int) {
  extendLease(claim: $claim, leaseSeconds: $leaseSeconds) { ${PROBLEM} } }`;
const COMPLETE = `mutation ($claim: ID!, $measurement: EvaluationMeasurementInput!) {
  completeEvaluation(claim: $claim, measurement: $measurement) { ${PROBLEM} } }`;
const FAIL = `mutation ($claim: ID!, $reason: String!) {
  failEvaluation(claim: $claim, reason: $reason) { ${PROBLEM} } }`;
