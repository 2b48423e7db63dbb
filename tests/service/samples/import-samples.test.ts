import { beforeEach, describe, expect, it } from "vitest";
import type { HarmonicService } from "../../../src/service/service.js";
import { TOY_SPACE, testService, toyTable } from "../../support/service.js";

let service: HarmonicService;

beforeEach(async () => {
  ({ service } = await testService());
  await service.registerSearchSpace(TOY_SPACE);
});

const importToy = (rows?: number) =>
  service.importSamples({ name: "toy", space: "toy", source: toyTable(rows) });

describe("sample tables", () => {
  it("creates what the columns name, and the same file again changes nothing", async () => {
    const report = await importToy();
    expect(report).toMatchObject({
      networks: 24,
      measurementsStored: 48,
      tasksCreated: ["toy-task"],
      devicesCreated: ["toy-device"],
    });
    const before = await service.archiveInfo();
    expect(before).toMatchObject({
      architectures: 24,
      tasks: { "toy-task": { measured: 24 } },
      devices: { "toy-device": { measured: 24 } },
    });
    expect((await importToy()).alreadyImported).toBe(true);
    await service.importSamples({ name: "again", space: "toy", source: toyTable() });
    expect(
      (await service.paretoFront({ task: "toy-task", device: "toy-device" })).points[0].accuracy?.repeats,
    ).toBe(1);
    expect(await service.archiveInfo()).toMatchObject(before);
  });

  it("keeps nothing of a file with a bad row", async () => {
    const bad = `${toyTable(10)}\n3,16,a,0.5,1,1`;
    await expect(service.importSamples({ name: "bad", space: "toy", source: bad })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    expect(await service.archiveInfo()).toMatchObject({ architectures: 0, tasks: {}, devices: {} });
    expect(await service.sampleTables()).toEqual([]);
  });
});
