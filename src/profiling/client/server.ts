import { InvalidInput } from "../../base/errors.js";
import { connectionTo, expectSuccess, type Problem } from "./connection.js";
import { Unreachable } from "./retry.js";
import { fileOfZip } from "./unzip.js";

/** A network that the server knows or suggests. */
export interface Network {
  readonly id: string;
  readonly genes: Readonly<Record<string, string | number>>;
}

/** A point of a front that waits to be measured, and the key of the verification that waits for it. */
export interface WaitingNetwork extends Network {
  readonly verification: string;
}

/** A device as the server knows it. */
export interface KnownDevice {
  readonly runtime: string;
  /** Number of inputs per inference. */
  readonly batch: number;
}

/**
 * What measuring asks of a server. Every method throws `Unreachable` if the server does not answer for now, and a
 * `HarmonicError` if it refuses.
 */
export interface ProfileServer {
  /** The device; undefined if the server does not know it. An unknown task is `InvalidInput` on `--task`. */
  device(id: string, task: string): Promise<KnownDevice | undefined>;
  register(device: {
    readonly id: string;
    readonly description: string;
    readonly runtime?: string;
  }): Promise<void>;
  /** Networks to measure next, the most useful first. */
  suggest(task: string, device: string, count: number): Promise<readonly Network[]>;
  /** Points of fronts that wait to be measured; one that several verifications wait for comes once for each. */
  waiting(task: string, device: string): Promise<readonly WaitingNetwork[]>;
  /** Reports that a waiting network cannot be measured. If nobody waits for it any more, nothing happens. */
  fail(network: WaitingNetwork, reason: string): Promise<void>;
  /** The network as an ONNX model with a fixed batch. */
  model(task: string, network: Network, batch: number): Promise<Uint8Array>;
  /** Stores a measurement. The same key again changes nothing. */
  submit(task: string, device: string, key: string, measurement: object): Promise<void>;
  /** The search space of a task, and the keys that an operator profile of the space needs. */
  layers(task: string): Promise<SpaceLayers>;
  /** The layer of a key, or the empty model `Identity`, as an ONNX model with a fixed batch. */
  layerModel(space: string, key: string, batch: number): Promise<Uint8Array>;
  /** Merges entries into the device's operator profile. The same entries again change nothing. */
  submitLayer(device: string, profile: MeasuredProfile): Promise<void>;
}

/** What an operator profile of a search space needs. */
export interface SpaceLayers {
  readonly space: string;
  readonly keys: readonly string[];
}

/** Entries of an operator profile in the reference format: latency [ms] and energy [mJ] by key. */
export interface MeasuredProfile {
  readonly space: string;
  readonly entries: Readonly<Record<string, { readonly lat: number; readonly enrg?: number }>>;
  /** How they were measured, in words. */
  readonly source: string;
}

/**
 * A server over GraphQL and HTTP.
 *
 * @param url address of the server, e.g. `http://localhost:4000`; with `/graphql` or without
 * @throws InvalidInput on `--server` if it is no address
 */
export function httpServer(url: string, token: string | undefined, signal: AbortSignal): ProfileServer {
  const { ask, download } = connectionTo(url, token, signal);
  return {
    async device(id, taskId) {
      const { device, task } = await ask<{
        readonly device: KnownDevice | null;
        readonly task: object | null;
      }>(DEVICE, { id, task: taskId });
      if (task === null) throw new InvalidInput("--task", `the server knows no task "${taskId}"`);
      return device ?? undefined;
    },
    async register(input) {
      const { registerDevice } = await ask<{ readonly registerDevice: Problem }>(REGISTER, { input });
      expectSuccess(registerDevice);
    },
    async suggest(task, device, count) {
      const { suggestMeasurements } = await ask<{
        readonly suggestMeasurements: readonly { readonly key: string; readonly genes: Network["genes"] }[];
      }>(SUGGEST, { task, device, count });
      return suggestMeasurements.map(({ key, genes }) => ({ id: key, genes }));
    },
    async waiting(task, device) {
      const { verifications } = await ask<{ readonly verifications: readonly WaitingAnswer[] }>(WAITING, {
        task,
        device,
      });
      return verifications
        .toReversed()
        .flatMap(({ key: verification, points }) =>
          points.map(({ architecture: { key, genes } }) => ({ id: key, genes, verification })),
        );
    },
    async fail({ verification, id }, reason) {
      const input = { verification, architecture: id, reason: reason.slice(0, 1000) };
      const { failVerification } = await ask<{ readonly failVerification: Problem }>(FAIL, { input });
      if (failVerification.__typename !== "ConflictProblem") expectSuccess(failVerification);
    },
    async model(task, { id, genes }, batch) {
      const variables = { task, architecture: genes, batch };
      const { exportArchitecture: answer } = await ask<{
        readonly exportArchitecture: Problem & { readonly path?: string };
      }>(EXPORT, variables);
      expectSuccess(answer);
      const model = fileOfZip(await download(answer.path ?? ""), "model.onnx");
      if (model === undefined) throw new Unreachable(`the download of network ${id} is not complete`);
      return model;
    },
    async submit(task, device, idempotencyKey, measurement) {
      const input = { task, device, idempotencyKey, measurements: [measurement] };
      const { submitMeasurements } = await ask<{ readonly submitMeasurements: Problem }>(SUBMIT, { input });
      expectSuccess(submitMeasurements);
    },
    async layers(taskId) {
      const { task } = await ask<{
        readonly task: { readonly space: { readonly key: string; readonly profileKeys: string[] } } | null;
      }>(LAYERS, { task: taskId });
      if (task === null) throw new InvalidInput("--task", `the server knows no task "${taskId}"`);
      return { space: task.space.key, keys: task.space.profileKeys };
    },
    async layerModel(space, key, batch) {
      const { exportLayer: answer } = await ask<{
        readonly exportLayer: Problem & { readonly path?: string };
      }>(EXPORT_LAYER, { space, key, batch });
      expectSuccess(answer);
      return download(answer.path ?? "");
    },
    async submitLayer(device, { space, entries, source }) {
      const input = { device, spaces: [space], content: [entries], source };
      const { importOperatorProfile } = await ask<{ readonly importOperatorProfile: Problem }>(IMPORT, {
        input,
      });
      expectSuccess(importOperatorProfile);
    },
  };
}

const DEVICE = "query ($id: ID!, $task: ID!) { device(id: $id) { runtime batch } task(id: $task) { key } }";
const PROBLEM = "__typename ... on Problem { message } ... on InvalidInputProblem { field }";
const REGISTER = `mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { ${PROBLEM} } }`;
const SUGGEST = `query ($task: ID!, $device: ID!, $count: Int!) {
  suggestMeasurements(task: $task, device: $device, count: $count) { key genes }
}`;
const WAITING = `query ($task: ID!, $device: ID!) {
  verifications(task: $task, device: $device) {
    key points(status: WAITING, first: 1000) { architecture { key genes } }
  }
}`;
const FAIL = `mutation ($input: FailVerificationInput!) { failVerification(input: $input) { ${PROBLEM} } }`;
const EXPORT = `query ($task: ID!, $architecture: JSON!, $batch: Int!) {
  exportArchitecture(task: $task, architecture: $architecture, batch: $batch) {
    ${PROBLEM} ... on ExportedArchitecture { path }
  }
}`;
const SUBMIT = `mutation ($input: SubmitMeasurementsInput!) { submitMeasurements(input: $input) { ${PROBLEM} } }`;
const LAYERS = "query ($task: ID!) { task(id: $task) { space { key profileKeys } } }";
const EXPORT_LAYER = `query ($space: ID!, $key: String!, $batch: Int!) {
  exportLayer(space: $space, key: $key, batch: $batch) { ${PROBLEM} ... on ExportedLayer { path } }
}`;
const IMPORT = `mutation ($input: ImportOperatorProfileInput!) { importOperatorProfile(input: $input) { ${PROBLEM} } }`;

interface WaitingAnswer {
  readonly key: string;
  readonly points: readonly {
    readonly architecture: { readonly key: string; readonly genes: Network["genes"] };
  }[];
}
