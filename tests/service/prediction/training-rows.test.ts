import { expect, it } from "vitest";
import { deviceId, spaceId } from "../../../src/base/ids.js";
import { measuredNetworks } from "../../../src/service/prediction/training-rows.js";
import { importSamples } from "../../../src/service/samples/import-samples.js";
import { toyTable } from "../../support/service.js";
import { toyContext } from "../harness.js";

it("every latency of a fast device is learned from, as there is no smallest latency", async () => {
  const context = await toyContext();
  const [header, ...rows] = toyTable().split("\n");
  const fast = rows.map((row) => {
    const cells = row.split(",");
    return [...cells.slice(0, 4), Number(cells[4]) / 1000, cells[5]].join(",");
  });
  await importSamples(context, { name: "fast", space: "toy", source: [header, ...fast].join("\n") });
  const space = await context.catalog.space(spaceId("toy"));
  const device = { device: deviceId("toy-device") };
  const { set } = await measuredNetworks(context, space, device, "latency");
  expect(set.values).toHaveLength(24);
  expect(Math.max(...set.values)).toBeLessThan(0.05);
});
