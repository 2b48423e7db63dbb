import { defined, optional } from "../../base/defined.js";
import { nameOf, unitOf } from "../../base/metric.js";
import { requireInteger } from "../../base/validate.js";
import { shownName } from "../../search/objective-names.js";
import { parityPlot } from "../../service/verification/parity-plot.js";
import type { Resolvers } from "../generated/types.js";
import { constraintsOf } from "../input/arguments.js";
import { keyOf } from "../input/ids.js";
import { mapArchitecture, mapDevice, mapPredictor, mapTask, mapVerification } from "../mapping/nodes.js";
import { mapNamedValues, mapPoint } from "../mapping/points.js";
import { orNull } from "../problems.js";
import { changing } from "./changing.js";

/** The most points of a verification that one request may ask for. */
const MOST_POINTS = 1000;

/** Resolvers of fronts that are verified: predictions against measurements. */
export const verifying: Resolvers = {
  Verification: {
    task: async ({ task }, _, { lookups }) => mapTask(await lookups.task(task)),
    device: async ({ device }, _, { lookups }) => mapDevice(await lookups.device(device)),
    objectiveNames: ({ objectives }) => objectives.map(shownName),
    waiting: ({ counts }) => counts.waiting,
    measured: ({ counts }) => counts.measured,
    failed: ({ counts }) => counts.failed,
    totalCount: ({ points }) => points.length,
    points: ({ points, space }, { status, first }) =>
      points
        .filter((point) => status === null || status === undefined || point.status === status)
        .slice(0, requireInteger(first, "first", 1, MOST_POINTS))
        .map((point) => ({ ...point, space })),
    front: async ({ key, space }, _, { lookups }) => ({ ...(await lookups.frontOfVerification(key)), space }),
    parityPlot: (verification) => parityPlot(verification) ?? null,
  },
  VerifiedPoint: {
    architecture: ({ space, ...point }) => mapArchitecture({ ...point, space }),
    reason: ({ reason }) => reason ?? null,
  },
  VerifiedValue: {
    metric: ({ metric }) => nameOf(metric),
    unit: ({ metric }) => unitOf(metric),
    predicted: ({ predicted }) => predicted.value,
    lower: ({ predicted }) => predicted.lower ?? null,
    upper: ({ predicted }) => predicted.upper ?? null,
    source: ({ predicted }) => predicted.source,
    predictor: async ({ predicted: { predictor } }, _, { lookups }) =>
      predictor === undefined ? null : orNull(lookups.predictor(predictor).then(mapPredictor)),
  },
  VerifiedMetric: {
    metric: ({ metric }) => nameOf(metric),
    unit: ({ metric }) => unitOf(metric),
  },
  VerifiedFront: {
    points: ({ front, space }, { first }) =>
      front.points
        .slice(0, requireInteger(first, "first", 1, MOST_POINTS))
        .map((point) => mapPoint(point, space)),
    totalCount: ({ front }) => front.points.length,
    added: ({ added, space }) => added.map((point) => mapPoint(point, space)),
    removed: ({ removed, space }) => removed.map((point) => mapArchitecture({ ...point, space })),
    referenceValues: ({ referencePoint }) => mapNamedValues(referencePoint),
  },
  Query: {
    verification: (_, { id }, { service }) =>
      orNull(service.verification(keyOf("Verification", id, "id")).then(mapVerification)),
    verifications: async (_, { task, device }, { service }) => {
      const found = await service.verifications(
        defined({
          task: optional(task, (id) => keyOf("Task", id, "task")),
          device: optional(device, (id) => keyOf("Device", id, "device")),
        }),
      );
      return found.map(mapVerification);
    },
  },
  Mutation: {
    verifyFront: changing(async ({ service, deadline }, { input }) => {
      const { objectiveNames, sources, first } = defined(input);
      const question = {
        task: keyOf("Task", input.task, "task"),
        device: keyOf("Device", input.device, "device"),
        ...constraintsOf(input.constraints),
        ...defined({ objectives: objectiveNames, sources, first }),
      };
      const { verification, asked, frontPoints, notes } = await service.verifyFront(
        question,
        deadline.signal,
      );
      return {
        __typename: "VerifyFrontSuccess" as const,
        verification: verification === undefined ? null : mapVerification(verification),
        asked,
        frontPoints: frontPoints ?? null,
        notes,
      };
    }),
    cancelVerification: changing(async ({ service }, { id, reason }) => {
      const { verification, failed } = await service.cancelVerification({
        id: keyOf("Verification", id, "id"),
        ...defined({ reason: reason ?? undefined }),
      });
      return {
        __typename: "CancelVerificationSuccess" as const,
        verification: mapVerification(verification),
        cancelled: failed.length,
      };
    }),
    failVerification: changing(async ({ service }, { input }) => {
      const { verification, failed } = await service.failVerification({
        verification: keyOf("Verification", input.verification, "verification"),
        ...defined({
          architecture: optional(input.architecture, (id) => keyOf("Architecture", id, "architecture")),
        }),
        reason: input.reason,
      });
      return {
        __typename: "FailVerificationSuccess" as const,
        verification: mapVerification(verification),
        failed: failed.length,
      };
    }),
  },
};
