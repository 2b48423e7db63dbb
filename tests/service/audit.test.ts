import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createSchema } from "../../src/api/schema.js";
import { Unavailable } from "../../src/base/errors.js";
import type { Archive } from "../../src/records/archive.js";
import { audited } from "../../src/service/audit/audited.js";
import { CHANGES } from "../../src/service/audit/changes.js";
import type { HarmonicService } from "../../src/service/service.js";
import { TOY_SPACE, testService, toyTable } from "../support/service.js";

const AUTHOR = { viewer: "token:0123456789ab", name: "ada", requestId: "request-1" };
/** The use cases that change nothing. */
const READS = [
  ...[
    "searchSpaces",
    "searchSpace",
    "compiledSpace",
    "tasks",
    "task",
    "devices",
    "device",
    "metrics",
    "cost",
  ],
  ...["profileTemplate", "planFusion", "exportSubject", "exportArchitecture", "exportLayer", "architectures"],
  ...["architecture", "measurements", "sampleTables", "paretoFront", "recommend", "predict", "predictors"],
  ...[
    "suggestMeasurements",
    "geneImportance",
    "assessPredictor",
    "learningCurve",
    "whyUnusable",
    "devicePage",
    "taskFindings",
  ],
  ...["verification", "verifications"],
  ...["frontOfVerification", "run", "runs", "evaluations", "followRun", "followVerification", "followFront"],
  ...["tokens", "tokensSince", "auditTrail", "recordChange", "archiveInfo", "backup", "close"],
  ...["checkArchive", "stopWork", "planDeletion", "frontColumns", "previewSamples", "previewOperatorProfile"],
  // They hand work out; what comes of it is recorded.
  ...["claimEvaluation", "extendLease", "cooperate", "queueState"],
];

let service: HarmonicService;
let archive: Archive;
let ada: HarmonicService;

beforeEach(async () => {
  ({ service, archive } = await testService());
  ada = audited(service, AUTHOR);
});
afterEach(() => service.close());

const trail = () => service.auditTrail({ limit: 1_000 });

it("every use case either changes something and is recorded, or is known to change nothing", () => {
  expect([...Object.keys(CHANGES), ...READS].sort()).toEqual(Object.keys(service).sort());
});

it("every mutation is recorded under its name", () => {
  const operations = Object.values(CHANGES).map(({ operation }) => operation);
  const mutations = Object.keys(createSchema().getMutationType()?.getFields() ?? {});
  // Ending a job stores nothing, and leases only say who works on what.
  const unrecorded = ["cancelJob", "claimEvaluation", "extendLease"];
  const recorded = mutations.filter((name) => !unrecorded.includes(name));
  expect(operations).toEqual(expect.arrayContaining(recorded));
});

it("a change is in the trail once it is made: who, when, what and under which key", async () => {
  await ada.registerSearchSpace(TOY_SPACE);
  await ada.importSamples({ name: "toy-table", space: "toy", source: toyTable() });
  const sent = await ada.submitMeasurements({
    task: "toy-task",
    measurements: [{ architecture: { depth: 1, width: 16, operator: "a" }, accuracy: 0.5 }],
  });
  const run = await ada.startSearch({
    task: "toy-task",
    devices: ["toy-device"],
    budget: 3,
    samples: "toy-table",
  });
  await ada.cancelSearch(run.id).catch(() => undefined);
  const entries = (await trail()).toReversed();
  expect(entries.map(({ operation, subject }) => [operation, subject]).slice(0, 4)).toEqual([
    ["registerSearchSpace", "toy"],
    ["importSamples", "toy-table"],
    ["submitMeasurements", sent.submission],
    ["startSearch", run.id],
  ]);
  for (const entry of entries) expect(entry).toMatchObject({ ...AUTHOR, outcome: "done" });
  const times = entries.map(({ at }) => at);
  expect(times).toEqual(times.toSorted());
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
});

it("a submission and its entry are stored in one commit; a repeated one leaves an entry of its own", async () => {
  await ada.registerSearchSpace(TOY_SPACE);
  await ada.registerTask({ id: "t", space: "toy" });
  const commit = vi.spyOn(archive, "commit");
  const input = {
    task: "t",
    measurements: [{ architecture: { depth: 1, width: 16, operator: "a" }, accuracy: 0.5 }],
    idempotencyKey: "key",
  };
  await ada.submitMeasurements(input);
  expect(commit).toHaveBeenCalledTimes(1);
  expect(await trail()).toMatchObject([
    { operation: "submitMeasurements", subject: "key", outcome: "done" },
    {},
    {},
  ]);
  await ada.submitMeasurements(input);
  expect((await trail()).map(({ subject }) => subject)).toEqual(["key", "key", "t", "toy"]);
  await expect(ada.submitMeasurements({ ...input, task: "unknown" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  expect(await trail()).toHaveLength(4);
});

it("secrets are not in the trail", async () => {
  const { secret, accessToken } = await ada.createToken({ name: "x", role: "read" });
  await ada.revokeToken(secret);
  await ada.revokeToken(secret.replace(accessToken.id, "0".repeat(12))).catch(() => undefined);
  const entries = await trail();
  expect(entries.map(({ operation, subject }) => [operation, subject])).toEqual([
    ["revokeToken", accessToken.id],
    ["createToken", accessToken.id],
  ]);
  expect(JSON.stringify(entries)).not.toContain(secret.slice(18));
});

it("what is refused changed nothing and leaves no entry; what fails otherwise is recorded as failed", async () => {
  await expect(ada.registerTask({ id: "t", space: "unknown" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(ada.registerDevice({ id: "!" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  expect(await trail()).toEqual([]);
  for (const error of [new Unavailable("the archive is away"), new Error("a bug")]) {
    const broken = audited({ ...service, registerDevice: () => Promise.reject(error) }, AUTHOR);
    await expect(broken.registerDevice({ id: "d" })).rejects.toBe(error);
  }
  expect(await trail()).toMatchObject([
    { operation: "registerDevice", subject: "d", outcome: "failed" },
    { operation: "registerDevice", subject: "d", outcome: "failed" },
  ]);
});

it("the trail survives a reset and tells of it", async () => {
  await ada.registerDevice({ id: "d" });
  await ada.reset();
  expect(await service.devices()).toEqual([]);
  expect((await trail()).map(({ operation }) => operation)).toEqual(["reset", "registerDevice"]);
});

it("many changes at the same time are all recorded, with few writes", async () => {
  let commits = 0;
  const commit = archive.commit.bind(archive);
  archive.commit = (changes) => {
    commits++;
    return commit(changes);
  };
  const entry = { viewer: "cli", name: "ada", operation: "registerDevice", outcome: "done" } as const;
  const names = Array.from({ length: 200 }, (_, i) => `d${i}`);
  await Promise.all(names.map((subject) => service.recordChange({ ...entry, subject })));
  const found = await trail();
  expect(found.map(({ subject }) => subject).toReversed()).toEqual(names);
  expect(commits).toBeLessThan(5);
});

it("an entry that cannot be stored does not undo the change: it is in the log", async () => {
  const commit = archive.commit.bind(archive);
  archive.commit = async (changes) => {
    const all = [...changes];
    if (all.some((change) => change.type === "insert" && change.kind === "audit"))
      throw new Error("disk full");
    return commit(all);
  };
  await expect(ada.registerDevice({ id: "d" })).resolves.toMatchObject({ created: true });
});
