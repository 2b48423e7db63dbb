import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { globalId } from "../../src/api/input/ids.js";
import { TOY_SPACE, toyTable } from "../support/service.js";
import { contentsOf, startApi, type TestApi } from "./harness.js";

const PROBLEM = "... on Problem { code message field }";
const POINT = `architecture { key genes } askedAt status reason
  values { metric unit predicted lower upper source predictor { key } measured { value } error inside }`;
const VERIFICATION = `id key task { key } device { key } question objectiveNames rounds askedAt
  waiting measured failed totalCount points(first: 100) { ${POINT} }
  metrics { metric unit awaited points measured within10 spearman coverage90 intervals }
  front { points(first: 50) { architecture { key } } totalCount added { architecture { key } } removed { key genes }
    referenceValues { objective value } hypervolumePredicted hypervolumeMeasured notMeasured beyondLimits }
  parityPlot notes`;
const VERIFY = `mutation ($input: VerifyFrontInput!) { verifyFront(input: $input) { __typename ${PROBLEM}
  ... on VerifyFrontSuccess { asked frontPoints notes verification { ${VERIFICATION} } } } }`;
const FAIL = `mutation ($input: FailVerificationInput!) { failVerification(input: $input) { __typename ${PROBLEM}
  ... on FailVerificationSuccess { failed verification { waiting failed } } } }`;
const CANCEL = `mutation ($id: ID!, $reason: String) { cancelVerification(id: $id, reason: $reason) {
  __typename ${PROBLEM} ... on CancelVerificationSuccess { cancelled
    verification { waiting failed points(status: FAILED, first: 1) { reason } } } } }`;

const TOY = { task: "toy-task", device: "toy-device" };
const [header, ...lines] = toyTable().split("\n");
const missing = [0, 2, 3, 5, 7, 14, 19, 23];
let api: TestApi;
const data: TestApi["data"] = (...asked) => api.data(...asked);
const verify = async (input: object = {}) =>
  (await data(VERIFY, { input: { ...TOY, ...input } })).verifyFront;
const fail = async (input: object) => (await data(FAIL, { input })).failVerification;

/** Submits the costs of the toy table for networks. */
async function measure(points: readonly { readonly architecture: { readonly genes: object } }[]) {
  const measurements = points.map(({ architecture: { genes } }) => {
    const line = lines.find((one) => one.startsWith(Object.values(genes).join())) as string;
    const [, , , , latency, energy] = line.split(",").map(Number);
    return { architecture: genes, latency, energy };
  });
  const query = `mutation ($input: SubmitMeasurementsInput!) { submitMeasurements(input: $input) { __typename } }`;
  await data(query, { input: { ...TOY, measurements } });
}

async function start(): Promise<TestApi> {
  const started = await startApi();
  const { service } = started;
  await service.registerSearchSpace(TOY_SPACE);
  const known = lines.map((line, i) =>
    missing.includes(i) ? [...line.split(",").slice(0, 4), "", ""].join(",") : line,
  );
  await service.importSamples({ name: "toy", space: "toy", source: [header, ...known].join("\n") });
  for (const metric of ["latency", "energy"]) {
    await service.trainPredictor({ ...TOY, metric, family: "ridge" });
  }
  return started;
}
beforeAll(async () => {
  api = await start();
});
afterAll(() => api.close());

describe("verifyFront", () => {
  it("refuses bad input as a problem, and changes nothing", async () => {
    const before = await contentsOf(api.archive);
    expect(await verify({ task: "none" })).toMatchObject({ __typename: "NotFoundProblem", field: "task" });
    expect(await verify({ first: 0 })).toMatchObject({ code: "INVALID_INPUT", field: "first" });
    expect(await verify({ constraints: { maxLatency: 0 } })).toMatchObject({
      field: "constraints.maxLatency",
    });
    expect(await verify({ objectiveNames: ["speed"] })).toMatchObject({ field: "objectives" });
    expect(await contentsOf(api.archive)).toBe(before);
    expect((await data("{ verifications { key } }")).verifications).toEqual([]);
  });

  it("is followed from the question to the report", async () => {
    const { asked, frontPoints, verification } = await verify();
    expect(asked).toBeGreaterThan(3);
    expect(frontPoints).toBeGreaterThan(asked);
    expect(verification).toMatchObject({
      task: { key: "toy-task" },
      device: { key: "toy-device" },
      question: TOY,
      objectiveNames: ["accuracy", "latency", "energy"],
      ...{ rounds: 1, waiting: asked, measured: 0, failed: 0, totalCount: asked, parityPlot: null },
      front: { notMeasured: asked, added: [], removed: [] },
    });
    expect(verification.points[0].values[0]).toMatchObject({
      ...{ metric: "latency", unit: "ms", source: "PREDICTED", measured: null, error: null, inside: null },
      predictor: { key: "toy.toy-device.latency.v1" },
    });
    const suggested = await data(
      `{ suggestMeasurements(task: "toy-task", device: "toy-device", count: ${asked}) { key } }`,
    );
    expect(suggested.suggestMeasurements.map(({ key }: { key: string }) => key)).toEqual(
      verification.points.map((point: { architecture: { key: string } }) => point.architecture.key),
    );
    const [last, ...others] = verification.points.toReversed();
    await measure(others);
    expect(
      await fail({ verification: verification.id, architecture: last.architecture.key, reason: "too large" }),
    ).toEqual({
      __typename: "FailVerificationSuccess",
      failed: 1,
      verification: { waiting: 0, failed: 1 },
    });
    const read = `query ($id: ID!) { verification(id: $id) { ${VERIFICATION}
      failed: points(status: FAILED) { reason architecture { key } } } }`;
    const { verification: done } = await data(read.replace("failed: points", "givenUp: points"), {
      id: verification.key.slice(0, 10),
    });
    expect(done).toMatchObject({ waiting: 0, measured: asked - 1, failed: 1 });
    expect(done.givenUp).toEqual([{ reason: "too large", architecture: { key: last.architecture.key } }]);
    expect(done.metrics).toMatchObject([
      { metric: "latency", unit: "ms", awaited: true, points: asked, measured: asked - 1 },
      { metric: "energy", unit: "mJ" },
    ]);
    expect(done.front).toMatchObject({ notMeasured: 1, hypervolumeMeasured: expect.any(Number) });
    expect(done.front.referenceValues.map(({ objective }: { objective: string }) => objective)).toEqual([
      "accuracy",
      "latency",
      "energy",
    ]);
    expect(done.parityPlot).toMatch(/^<svg .*toy-task on toy-device/);
    const { node } = await data(
      "query ($id: ID!) { node(id: $id) { __typename id ... on Verification { key } } }",
      { id: done.id },
    );
    expect(node).toEqual({ __typename: "Verification", id: done.id, key: done.key });
    expect(await verify()).toMatchObject({ asked: 0, frontPoints: expect.any(Number) });
  });

  it("has verifications by task and device, and none for an unknown id", async () => {
    const { verifications } = await data(`{ verifications(task: "toy-task", device: "toy-device") { key } }`);
    expect(verifications).toHaveLength(1);
    const unknown = await data(
      `{ verification(id: "ffffffff") { key } node(id: "${globalId("Verification", "none")}") { id } }`,
    );
    expect(unknown).toEqual({ verification: null, node: null });
    const { errors } = await api.ask(`{ verifications(task: "none") { key } }`);
    expect(errors[0].extensions).toMatchObject({ code: "NOT_FOUND", field: "task" });
    const many = await api.ask(`{ verifications { points(first: 1001) { status } } }`);
    expect(many.errors[0].extensions).toMatchObject({ field: "first" });
  });

  it("gives up nothing that does not wait", async () => {
    const { verifications } = await data("{ verifications { key points { architecture { key } status } } }");
    const [{ key, points }] = verifications;
    const measured = points.find(({ status }: { status: string }) => status === "MEASURED");
    const input = { verification: key, architecture: measured.architecture.key, reason: "no" };
    expect(await fail(input)).toMatchObject({ __typename: "ConflictProblem", field: "architecture" });
    expect(await fail({ verification: "none", reason: "no" })).toMatchObject({ field: "verification" });
    expect(await fail({ verification: key, reason: "" })).toMatchObject({ field: "reason" });
  });
});

it("is cancelled while it waits, and not twice", async () => {
  await api.close();
  api = await start();
  const { verification, asked } = await verify();
  expect(asked).toBeGreaterThan(0);
  const cancel = async (id: string, reason?: string) =>
    (await data(CANCEL, { id, reason })).cancelVerification;
  expect(await cancel("none")).toMatchObject({ __typename: "NotFoundProblem", field: "id" });
  expect(await cancel(verification.key, "x".repeat(1_001))).toMatchObject({ field: "reason" });
  expect(await cancel(verification.key.slice(0, 12))).toEqual({
    ...{ __typename: "CancelVerificationSuccess", cancelled: asked },
    verification: { waiting: 0, failed: asked, points: [{ reason: "the verification was cancelled" }] },
  });
  const [{ key }] = verification.points.map((point: { architecture: object }) => point.architecture);
  const suggested = await data(
    '{ suggestMeasurements(task: "toy-task", device: "toy-device", count: 1) { key } }',
  );
  expect(suggested.suggestMeasurements).not.toEqual([{ key }]);
  expect(await cancel(verification.id)).toMatchObject({ __typename: "ConflictProblem", field: "id" });
  const entry = "{ auditTrail(first: 1) { nodes { operation subject outcome } } }";
  expect((await data(entry)).auditTrail.nodes).toMatchObject([
    { operation: "cancelVerification", subject: verification.key },
  ]);
});

it("a server with a token verifies nothing for those who have none", async () => {
  const closed = await startApi({ apiToken: "secret" });
  try {
    expect((await closed.ask(VERIFY, { input: TOY })).status).toBe(401);
  } finally {
    await closed.close();
  }
});
