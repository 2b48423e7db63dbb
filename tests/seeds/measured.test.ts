import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { measuredChanges, measuredDevices } from "../../seeds/measured-tables.js";
import { seedArchive } from "../../seeds/seed.js";
import { openArchive } from "../../src/archive/open.js";
import type { Measurement } from "../../src/records/measurement.js";
import type { HarmonicService } from "../../src/service/service.js";
import { parseArchitecture } from "../../src/space/architecture.js";
import { builtInSpace } from "../../src/space/built-in/index.js";
import { compileSpace } from "../../src/space/compile.js";
import { architectureId } from "../../src/space/identity.js";
import { parseTable } from "../../src/tables/parse-table.js";
import { dataFolder, dataText, noData } from "../support/data.js";
import { testService } from "../support/service.js";

const SPACES = ["av-mnist", "memes-politics", "mm-imdb", "ofa-mobilenet-v3"];
const H200 = ["h200-b1", "h200-b64"];

type DeviceMeasurement = Extract<Measurement, { subject: "device" }>;
const changes = [...measuredChanges()];
const measurements = changes.flatMap((change) =>
  change.type === "measurement" ? [change.record as DeviceMeasurement] : [],
);

describe("whole networks that were measured", () => {
  test("are valid networks under their own ids", () => {
    for (const change of changes) {
      if (change.type !== "architecture") continue;
      const space = compileSpace(builtInSpace(change.record.space)!);
      const genotype = parseArchitecture(space, change.record.architecture);
      expect(architectureId(space, genotype)).toBe(change.record.id);
    }
  });

  test("are 288 on the H200 at batch 1, and half of them at batch 64", () => {
    const on = (device: string) => measurements.filter((one) => one.device === device);
    const [small, large] = H200.map(on);
    expect(new Set(small.map(({ architecture }) => architecture)).size).toBe(288);
    expect(new Set(large.map(({ architecture }) => architecture)).size).toBe(144);
    for (const { latency, energy, batch } of large) {
      expect([latency, energy].every((value) => value !== undefined && value > 0)).toBe(true);
      expect(batch).toBe(64);
    }
    for (const { id, runtime } of measuredDevices())
      expect([id, runtime]).toEqual([id, expect.stringMatching(/\S/)]);
  });

  test.skipIf(dataFolder === undefined)(
    `have the values of the tables${dataFolder === undefined ? ` (${noData})` : ""}`,
    async () => {
      for (const id of SPACES) {
        const space = compileSpace(builtInSpace(id)!);
        const data = await parseTable(dataText(`h200/${id}.csv`), space);
        for (const { kind, subject, values } of data.columns) {
          if (kind !== "latency" && kind !== "energy") continue;
          const found = new Map(
            measurements
              .filter((one) => one.device === subject && one.space === id)
              .map((one) => [one.architecture, one[kind]]),
          );
          const expected = data.ids.flatMap((network, i) =>
            Number.isNaN(values[i]) ? [] : [[network, values[i]] as const],
          );
          expect([...found].sort()).toEqual(expected.sort());
        }
      }
    },
  );
});

describe("a new archive", () => {
  let service: HarmonicService;
  beforeAll(async () => {
    const archive = await openArchive("sqlite::memory:");
    await seedArchive(archive, () => undefined);
    ({ service } = await testService(archive));
  }, 60_000);
  afterAll(() => service.close());

  test.each(H200)(
    "answers the front of AV-MNIST on %s from whole networks and predictions of them",
    {
      timeout: 60_000,
    },
    async (device) => {
      for (const task of ["av-mnist", "av-mnist-hard"]) {
        const front = await service.paretoFront({ task, device });
        expect(front.points.length).toBeGreaterThan(3);
        for (const { accuracy, latency, energy } of front.points) {
          expect(latency?.source).toMatch(/MEASURED|PREDICTED/);
          expect(energy?.source).toMatch(/MEASURED|PREDICTED/);
          expect(accuracy).toBeDefined();
        }
      }
    },
  );

  test("has predictors of the costs on the H200 in every space", async () => {
    const found = await service.predictors({});
    for (const device of H200)
      for (const space of SPACES)
        for (const metric of ["latency", "energy"])
          expect(
            found.some((one) => one.device === device && one.space === space && one.metric === metric),
          ).toBe(true);
  });
});
