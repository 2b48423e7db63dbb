import { InvalidInput } from "../../base/errors.js";
import { nameOf } from "../../base/metric.js";
import { inWords } from "../../base/remedy.js";
import type { Resolvers } from "../generated/types.js";
import { mapArchitecture, mapDevice, mapPredictor, mapSearchSpace, mapTask } from "../mapping/nodes.js";

/** The most networks of a finding that one request may ask for. */
const MOST_EVIDENCE = 1000;

/** Resolvers of what is known of a device, of findings, and of what to measure next. */
export const devicePage: Resolvers = {
  Task: {
    findings: async ({ key }, _, { lookups }) => (await lookups.taskFindings(key)).findings,
    notes: async ({ key }, _, { lookups }) => (await lookups.taskFindings(key)).notes,
  },
  Device: {
    known: async ({ key }, _, { lookups }) => (await lookups.knownOfDevice(key)).spaces,
    findings: async ({ key }, _, { lookups }) => (await lookups.devicePart(key, "findings")).findings,
    notes: async ({ key }, _, { lookups }) => [...(await lookups.notesOfDevice(key))],
    next: async ({ key }, _, { lookups }) => (await lookups.devicePart(key, "next")).next,
    similar: async ({ key }, _, { lookups }) => (await lookups.devicePart(key, "similar")).similar,
  },
  DeviceSpace: {
    space: async ({ space }, _, { lookups }) => mapSearchSpace(await lookups.space(space)),
    tasks: async ({ tasks }, _, { lookups }) =>
      Promise.all(tasks.map(async (task) => mapTask(await lookups.task(task)))),
    measured: ({ measured }) =>
      measured.map(({ metric, networks }) => ({ metric: nameOf(metric), networks })),
    profile: ({ profile }) => profile ?? null,
  },
  Finding: {
    space: async ({ space }, _, { lookups }) => mapSearchSpace(await lookups.space(space)),
    metric: ({ metric }) => nameOf(metric),
    predictor: async ({ predictor }, _, { lookups }) =>
      predictor === undefined ? null : mapPredictor(await lookups.predictor(predictor)),
    advice: ({ remedies }) => remedies.map((remedy) => inWords(remedy, "graphql")),
    count: ({ evidence }) => evidence.length,
    evidence: ({ evidence }, { first }) => {
      if (first < 1 || first > MOST_EVIDENCE)
        throw new InvalidInput(
          "first",
          `first must be a whole number from 1 to ${MOST_EVIDENCE}, not ${first}`,
        );
      return evidence.slice(0, first);
    },
  },
  NextMeasurements: {
    task: async ({ task }, _, { lookups }) => mapTask(await lookups.task(task)),
    architectures: ({ points, space }) =>
      points.map(({ id, architecture }) => mapArchitecture({ id, architecture, space })),
  },
  SimilarDevice: {
    device: async ({ device }, _, { lookups }) => mapDevice(await lookups.device(device)),
    space: async ({ space }, _, { lookups }) => mapSearchSpace(await lookups.space(space)),
  },
};
