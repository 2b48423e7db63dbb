import { expect, it } from "vitest";
import { fillToy, startApi } from "./harness.js";

const DELETE = `mutation ($input: DeleteRecordInput!) { deleteRecord(input: $input) { __typename
  ... on DeleteRecordSuccess { deleted kind key dependents { kind count examples } }
  ... on ConflictProblem { message field } ... on NotFoundProblem { message field } } }`;

it("deleteRecord lists what depends on something, refuses it, and deletes both", async () => {
  const api = await startApi();
  await fillToy(api.service);
  const ask = async (input: object) => {
    const { data, errors } = await api.ask(DELETE, { input });
    expect(errors).toEqual([]);
    return (data as { readonly deleteRecord: object }).deleteRecord;
  };
  const device = { kind: "DEVICE", id: "toy-device" };
  const listed = await ask({ ...device, dryRun: true });
  expect(listed).toMatchObject({
    __typename: "DeleteRecordSuccess",
    ...{ deleted: false, kind: "DEVICE", key: "toy-device" },
    dependents: [{ kind: "MEASUREMENT", count: 24 }],
  });
  expect(await ask(device)).toMatchObject({
    __typename: "ConflictProblem",
    field: "id",
    message: expect.stringContaining("24 measurements depend on"),
  });
  expect(await api.service.devices()).toHaveLength(1);
  expect(await ask({ ...device, withDependents: true })).toEqual({ ...listed, deleted: true });
  expect(await api.service.devices()).toEqual([]);
  expect(await ask(device)).toMatchObject({ __typename: "NotFoundProblem", field: "id" });
  await api.close();
});
