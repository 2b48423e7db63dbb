import { defined, optional } from "../../../base/defined.js";
import { InvalidInput } from "../../../base/errors.js";
import type { FailedClaim } from "../../../runs/jobs/claims.js";
import type { EvaluationMeasurement } from "../../../service/evaluations/complete.js";
import type {
  EvaluationMeasurementInput,
  MutationFailEvaluationArgs,
  Resolvers,
} from "../../generated/types.js";
import { keyOf } from "../../input/ids.js";
import { mapArchitecture, mapDevice, mapMeasurement, mapSearchRun, mapTask } from "../../mapping/nodes.js";
import { changing } from "../changing.js";

/** Resolvers of the evaluations that workers claim. */
export const claims: Resolvers = {
  Mutation: {
    claimEvaluation: changing(async ({ service, lookups }, { worker, leaseSeconds, run }) => {
      const wanted = optional(run, (id) => keyOf("SearchRun", id, "run"));
      const found = await service.claimEvaluation({ worker, ...defined({ leaseSeconds, run: wanted }) });
      if (found === undefined) return null;
      const { settings, space } = found.run;
      return {
        __typename: "ClaimEvaluationSuccess" as const,
        claim: found.claim,
        run: mapSearchRun(found.run),
        task: mapTask(await lookups.task(settings.task)),
        devices: await Promise.all(settings.devices.map(async (key) => mapDevice(await lookups.device(key)))),
        architecture: mapArchitecture({ ...found.network, space }),
        leaseUntil: found.leaseUntil,
        attempt: found.attempt,
      };
    }),
    extendLease: changing(async ({ service }, { claim, leaseSeconds }) => {
      const extended = await service.extendLease(claim, leaseSeconds ?? undefined);
      return {
        __typename: "ExtendLeaseSuccess" as const,
        claim,
        run: mapSearchRun(extended.run),
        leaseUntil: extended.leaseUntil ?? null,
      };
    }),
    completeEvaluation: changing(async ({ service, lookups }, { claim, measurement }) => {
      const { run, architecture, measurements } = await service.completeEvaluation(claim, read(measurement));
      return {
        __typename: "CompleteEvaluationSuccess" as const,
        run: mapSearchRun(run),
        architecture: mapArchitecture(await lookups.report(architecture)),
        measurements: measurements.map(mapMeasurement),
      };
    }),
    failEvaluation: changing(async ({ service, lookups }, input) => {
      const failed = input.claim
        ? await failedClaim(service.failClaim(onlyClaim(input), input.reason))
        : {
            ...(await service.failEvaluation({
              run: keyOf("SearchRun", needed(input.run, "run"), "run"),
              architecture: keyOf("Architecture", needed(input.architecture, "architecture"), "architecture"),
              reason: input.reason,
            })),
            retryAt: null,
          };
      return {
        __typename: "FailEvaluationSuccess" as const,
        run: mapSearchRun(failed.run),
        architecture: mapArchitecture(await lookups.report(failed.architecture)),
        reason: failed.reason,
        retryAt: failed.retryAt,
      };
    }),
  },
};

async function failedClaim(failing: Promise<FailedClaim>) {
  const { run, job, reason } = await failing;
  const { state, architecture } = job;
  return { run, architecture, reason, retryAt: state.kind === "waiting" ? state.notBefore : null };
}

const read = ({ devices, ...shared }: EvaluationMeasurementInput): EvaluationMeasurement => ({
  ...defined(shared),
  ...defined({
    devices: optional(devices, (list) =>
      list.map((costs, i) => ({
        ...defined(costs),
        device: keyOf("Device", costs.device, `measurement.devices[${i}].device`),
      })),
    ),
  }),
});

function onlyClaim({ claim, run, architecture }: MutationFailEvaluationArgs): string {
  if (!run && !architecture) return claim as string;
  throw new InvalidInput("claim", "give either claim, or run and architecture");
}

function needed(value: string | null | undefined, field: string): string {
  if (value !== null && value !== undefined) return value;
  throw new InvalidInput(
    field,
    `${field} must be given: a failure is reported by claim, or by run and architecture`,
  );
}
