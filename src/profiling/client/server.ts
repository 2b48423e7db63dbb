import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
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
}

/** Longest time of one request [ms]: an export may have to load a supernet first. */
const LIMIT_MS = 120_000;

/**
 * A server over GraphQL and HTTP.
 *
 * @param url address of the server, e.g. `http://localhost:4000`; with `/graphql` or without
 * @throws InvalidInput on `--server` if it is no address
 */
export function httpServer(url: string, token: string | undefined, signal: AbortSignal): ProfileServer {
  const base = baseOf(url);
  const headers = defined({ authorization: token === undefined ? undefined : `Bearer ${token}` });
  function request(path: string, init: RequestInit = {}): Promise<Buffer> {
    const address = new URL(path, base);
    if (address.origin !== base.origin)
      throw new InvalidInput("--server", `the server refers to another one, ${address.origin}`);
    return send(address, { ...init, headers }, signal);
  }

  async function ask<T>(query: string, variables: object): Promise<T> {
    const response = await request("/graphql", {
      method: "POST",
      body: JSON.stringify({ query, variables }),
    });
    const answer = jsonOf(response) as Answer<T> | undefined;
    if (answer === undefined)
      throw new InvalidInput("--server", `${base.origin} does not answer as a server of this program`);
    const { data, errors } = answer;
    if (errors !== undefined || data === undefined || data === null) throw refusal(errors?.[0]);
    return data;
  }

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
      const model = fileOfZip(await request(answer.path ?? ""), "model.onnx");
      if (model === undefined) throw new Unreachable(`the download of network ${id} is not complete`);
      return model;
    },
    async submit(task, device, idempotencyKey, measurement) {
      const input = { task, device, idempotencyKey, measurements: [measurement] };
      const { submitMeasurements } = await ask<{ readonly submitMeasurements: Problem }>(SUBMIT, { input });
      expectSuccess(submitMeasurements);
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

interface WaitingAnswer {
  readonly key: string;
  readonly points: readonly {
    readonly architecture: { readonly key: string; readonly genes: Network["genes"] };
  }[];
}

interface Problem {
  readonly __typename: string;
  readonly message?: string;
  readonly field?: string | null;
}

interface GraphQlError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly field?: string };
}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly GraphQlError[];
}

function expectSuccess({ __typename, message, field }: Problem): void {
  if (message === undefined) return;
  if (__typename === "UnavailableProblem") throw new Unreachable(message);
  throw new InvalidInput(field ?? "--server", `the server refuses: ${message}`);
}

function refusal(error: GraphQlError | undefined): Error {
  const message = error?.message ?? "it answers nothing";
  if (error?.extensions?.code === "UNAVAILABLE") return new Unreachable(message);
  return new InvalidInput(error?.extensions?.field ?? "--server", `the server refuses: ${message}`);
}

function baseOf(url: string): URL {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (base !== undefined && /^https?:$/.test(base.protocol)) return base;
  throw new InvalidInput(
    "--server",
    `--server must be the address of a running server, such as http://localhost:4000, not "${url}"`,
  );
}

/** Sends a request and returns the body. Throws as the methods of `ProfileServer` do. */
async function send(url: URL, init: RequestInit, signal: AbortSignal): Promise<Buffer> {
  const headers = { "content-type": "application/json", ...init.headers };
  const limited = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
  let response: Response;
  let body: Buffer;
  try {
    response = await fetch(url, { ...init, headers, signal: limited });
    body = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    throw new Unreachable(`${url.origin} cannot be reached: ${causeOf(error)}`);
  }
  if (response.ok) return body;
  const message = messageOf(body) ?? `${response.status} ${response.statusText}`;
  if (response.status >= 500 || response.status === 429)
    throw new Unreachable(`${url.origin} cannot answer: ${message}`);
  if (response.status === 401) {
    throw new InvalidInput("API_TOKEN", "the server asks for its token: set API_TOKEN or --api-token to it");
  }
  throw new InvalidInput("--server", `${url.origin} refuses: ${message}`);
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error
    ? cause.message || String((cause as NodeJS.ErrnoException).code)
    : error.message;
}

/** The message of a body in the form of GraphQL errors. */
const messageOf = (body: Buffer): string | undefined =>
  (jsonOf(body) as Answer<unknown> | undefined)?.errors?.[0]?.message;

/** The object in a body; undefined if there is none. */
function jsonOf(body: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
