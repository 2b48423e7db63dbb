import { expect, it } from "vitest";
import { queryFront } from "../../../src/service/front/query-front.js";
import { retractMeasurement } from "../../../src/service/measurements/retract.js";
import { idsOf, importRows, rowsBut, submitOne, TOY, TOY_NETWORKS, toyContext } from "../harness.js";

it("a retracted measurement leaves the front, stays in the archive, and is retracted once", async () => {
  const context = await toyContext();
  await importRows(context, rowsBut(23));
  const before = idsOf((await queryFront(context, TOY)).points);
  const { architecture } = TOY_NETWORKS[23];
  const [ofTask] = await submitOne(context, { architecture, accuracy: 0.99, latency: 0.1, energy: 0.1 });
  expect(idsOf((await queryFront(context, TOY)).points)).toEqual([ofTask.architecture]);
  const retracted = await retractMeasurement(context, ofTask.id);
  expect(retracted).toEqual({ ...ofTask, retracted: true });
  expect(idsOf((await queryFront(context, TOY)).points)).toEqual(before);
  const stored = (await context.archive.measurementsOf(ofTask.architecture)).map(
    ({ measurement }) => measurement,
  );
  expect(stored.map((measurement) => [measurement.subject, measurement.retracted]).sort()).toEqual([
    ["device", false],
    ["task", true],
  ]);
  const { commit } = context.archive;
  context.archive.commit = () => Promise.reject(new Error("nothing is to be written"));
  expect(await retractMeasurement(context, ofTask.id)).toEqual(retracted);
  context.archive.commit = commit;
});

it("only a known measurement can be retracted", async () => {
  await expect(retractMeasurement(await toyContext(), "nothing")).rejects.toMatchObject({
    code: "NOT_FOUND",
    field: "id",
  });
});
