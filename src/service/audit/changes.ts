import type { HarmonicService } from "../service.js";

/** A use case that changes the archive, as the audit trail names it. */
interface ChangingUseCase<Given extends readonly unknown[], Answer> {
  /** Name of the mutation; of the use case where no mutation has it. */
  readonly operation: string;
  /** Key of what is changed. `answer` is undefined if the change failed. It must not be a secret. */
  subject(given: Given, answer: Answer | undefined): string | undefined;
}

type Described<Method extends keyof HarmonicService> = HarmonicService[Method] extends (
  ...given: infer Given extends readonly unknown[]
) => Promise<infer Answer>
  ? ChangingUseCase<Given, Answer>
  : never;

/** Every use case that changes the archive. A test fails if one is missing. */
export const CHANGES = {
  registerSearchSpace: {
    operation: "registerSearchSpace",
    subject: (_, answer) => answer?.space.id,
  },
  registerTask: { operation: "registerTask", subject: ([{ id }]) => id },
  addMetric: { operation: "addMetric", subject: ([{ name }]) => name },
  registerDevice: { operation: "registerDevice", subject: ([{ id }]) => id },
  importOperatorProfile: { operation: "importOperatorProfile", subject: ([{ device }]) => device },
  submitMeasurements: {
    operation: "submitMeasurements",
    subject: ([{ idempotencyKey }], answer) => answer?.submission ?? idempotencyKey,
  },
  retractMeasurement: { operation: "retractMeasurement", subject: ([id], answer) => answer?.id ?? id },
  retractMeasurements: {
    operation: "retractMeasurements",
    subject: ([origin]) => origin.import ?? origin.run ?? origin.submission,
  },
  deleteRecord: {
    operation: "deleteRecord",
    subject: ([{ kind, id }], answer) => `${kind} ${answer?.id ?? id}`,
  },
  importSamples: { operation: "importSamples", subject: ([{ name }]) => name },
  trainPredictor: {
    operation: "retrainPredictor",
    subject: ([{ task, device, metric }], answer) =>
      answer?.predictor.id ?? [task, device, metric].filter((name) => name !== undefined).join("/"),
  },
  restorePredictor: { operation: "restorePredictor", subject: ([id], answer) => answer?.predictor.id ?? id },
  verifyFront: {
    operation: "verifyFront",
    subject: ([{ task, device }], answer) => answer?.verification?.id ?? `${task}/${device}`,
  },
  failVerification: {
    operation: "failVerification",
    subject: ([{ verification }], answer) => answer?.verification.id ?? verification,
  },
  cancelVerification: {
    operation: "cancelVerification",
    subject: ([{ id }], answer) => answer?.verification.id ?? id,
  },
  startSearch: { operation: "startSearch", subject: ([{ task }], answer) => answer?.id ?? task },
  resumeSearch: { operation: "resumeSearch", subject: ([id], answer) => answer?.id ?? id },
  cancelSearch: { operation: "cancelSearch", subject: ([id], answer) => answer?.id ?? id },
  failEvaluation: { operation: "failEvaluation", subject: ([{ run }], answer) => answer?.run.id ?? run },
  completeEvaluation: { operation: "completeEvaluation", subject: ([claim]) => claim },
  failClaim: { operation: "failEvaluation", subject: ([claim]) => claim },
  createToken: { operation: "createToken", subject: (_, answer) => answer?.accessToken.id },
  revokeToken: { operation: "revokeToken", subject: (_, answer) => answer?.accessToken.id },
  reset: { operation: "reset", subject: () => undefined },
} as const satisfies { readonly [Method in keyof HarmonicService]?: Described<Method> };

export type ChangingMethod = keyof typeof CHANGES;
