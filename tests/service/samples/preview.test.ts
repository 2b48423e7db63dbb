import { expect, it } from "vitest";
import { contentsOf, startApi } from "../../api/harness.js";
import { TOY_SPACE, toyTable } from "../../support/service.js";

const IMPORT = `mutation Import($input: ImportSamplesInput!) {
  importSamples(input: $input) {
    __typename
    ... on Problem { message field }
    ... on ImportSamplesSuccess {
      dryRun networks measurements measurementsStored alreadyImported problems
      columns { name kind subject unit values }
      tasksCreated { key } devicesCreated { key } table { key rows }
    }
  }
}`;

it("a dry run of an import says what would be stored, doubts units, and changes nothing", async () => {
  const api = await startApi();
  try {
    await api.service.registerSearchSpace(TOY_SPACE);
    const before = await contentsOf(api.archive);
    const trail = await api.service.auditTrail({ limit: 100 });
    const ask = async (csv: string, dryRun: boolean) =>
      (await api.ask(IMPORT, { input: { name: "toy", space: "toy", csv, dryRun } })).data?.importSamples;
    const preview = await ask(toyTable(), true);
    expect(preview).toMatchObject({
      dryRun: true,
      networks: 24,
      measurements: 48,
      measurementsStored: 0,
      problems: [],
      tasksCreated: [{ key: "toy-task" }],
      devicesCreated: [{ key: "toy-device" }],
      table: { key: "toy", rows: 24 },
    });
    const { columns } = preview as { columns: { unit: string }[] };
    expect(columns.map(({ unit }) => unit)).toEqual(["fraction", "ms", "mJ"]);
    expect(await contentsOf(api.archive)).toBe(before);
    expect(await api.service.auditTrail({ limit: 100 })).toEqual(trail);

    expect(await ask(toyTable(), false)).toMatchObject({
      dryRun: false,
      measurementsStored: 48,
      problems: [],
    });
    const after = await contentsOf(api.archive);
    const [header, ...rows] = toyTable().split("\n");
    const inMicroseconds = rows.map((row) => {
      const cells = row.split(",");
      return [...cells.slice(0, 4), Number(cells[4]) * 1000, cells[5]].join(",");
    });
    const doubted = await ask([header, ...inMicroseconds].join("\n"), true);
    const { problems } = doubted as { problems: string[] };
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('column "toy-device.latency_ms"');
    expect(problems[0]).toContain("really in ms");
    expect(await ask("depth,width\n1,16", true)).toMatchObject({ __typename: "InvalidInputProblem" });
    expect(await contentsOf(api.archive)).toBe(after);
  } finally {
    await api.close();
  }
});

const PROFILE = `mutation Profile($input: ImportOperatorProfileInput!) {
  importOperatorProfile(input: $input) {
    __typename
    ... on Problem { message }
    ... on ImportOperatorProfileSuccess { dryRun entries changed device { key } }
  }
}`;

it("a dry run of an operator profile counts what would change, and changes nothing", async () => {
  const api = await startApi();
  try {
    await api.service.registerSearchSpace(TOY_SPACE);
    const content = [1, 2].map((choice) => ({ gene: "depth", choice, latency: choice, energy: choice }));
    const ask = async (dryRun: boolean) => {
      const input = { device: "new-device", spaces: ["toy"], content: [content], dryRun };
      return (await api.ask(PROFILE, { input })).data?.importOperatorProfile;
    };
    const before = await contentsOf(api.archive);
    const preview = await ask(true);
    expect(preview).toMatchObject({ dryRun: true, entries: 2, changed: 2, device: { key: "new-device" } });
    expect(await contentsOf(api.archive)).toBe(before);
    expect(await ask(false)).toMatchObject({ dryRun: false, entries: 2, changed: 2 });
    expect(await contentsOf(api.archive)).not.toBe(before);
    expect(await ask(true)).toMatchObject({ changed: 0 });
  } finally {
    await api.close();
  }
});
