import { describe, expect, it } from "vitest";
import { contentsOf } from "../harness.js";
import { api, before, expectProblem, PROBLEM, serveToy } from "./refused.js";

serveToy();

describe("registering is refused", () => {
  const space = (change: object) => ({
    space: { id: "other", genes: [{ name: "a", choices: [1, 2], ordered: true }], ...change },
  });
  const REGISTER_SPACE = "mutation ($space: JSON!) RESULTregisterSearchSpace(input: { space: $space })END";

  it.each([
    ["no object", { space: "toy" }, /object/],
    ["no genes", space({ genes: [] }), /genes/],
    [
      "two genes of one name",
      space({
        genes: [
          { name: "a", choices: [1] },
          { name: "a", choices: [2] },
        ],
      }),
      /a/,
    ],
    ["two equal choices", space({ genes: [{ name: "a", choices: [1, 1] }] }), /choice 1 twice/],
    ["no choices", space({ genes: [{ name: "a", choices: [] }] }), /choices/],
    [
      "a condition on a gene that does not exist",
      space({ genes: [{ name: "a", choices: [1], activeWhen: { gene: "b", equals: 1 } }] }),
      /b/,
    ],
    ["an id with a slash", space({ id: "a/b" }), /id/],
  ])("for a search space with %s", async (_, variables, says) => {
    const answer = await api.ask(
      `mutation ($space: JSON!) { result: registerSearchSpace(input: { space: $space }) { ${PROBLEM} } }`,
      variables,
    );
    expect(answer.errors).toEqual([]);
    const result = answer.data?.result as { __typename: string; message: string };
    expect(result.__typename).toBe("InvalidInputProblem");
    expect(result.message).toMatch(says);
    expect(await contentsOf(api.archive)).toBe(before);
  });

  it("as a conflict if the id exists with other content", async () => {
    await expectProblem(
      REGISTER_SPACE,
      { space: { id: "toy", genes: [{ name: "a", choices: [1, 2], ordered: true }] } },
      { type: "ConflictProblem", field: "id", says: /toy/ },
    );
    await expectProblem(
      'mutation ($space: ID!) RESULTregisterTask(input: { id: "toy-task", space: $space })END',
      { space: "nas-bench-201" },
      { type: "ConflictProblem", field: "space", says: /toy-task/ },
    );
  });

  it("for a device or task with a bad id, a bad batch or an unknown space", async () => {
    const device =
      "mutation ($id: String!, $batch: Int) RESULTregisterDevice(input: { id: $id, batch: $batch })END";
    for (const id of ["", "a b", "../etc", "x".repeat(101)])
      await expectProblem(
        device,
        { id },
        { type: "InvalidInputProblem", field: "id", says: /letters, digits/ },
      );
    await expectProblem(
      device,
      { id: "d", batch: 0 },
      { type: "InvalidInputProblem", field: "batch", says: /at least 1/ },
    );
    await expectProblem(
      'mutation RESULTregisterTask(input: { id: "t", space: "nothing" })END',
      {},
      { type: "NotFoundProblem", field: "space", says: /nothing/ },
    );
  });

  it("for an operator profile with a negative cost, without entries, or of an unknown space", async () => {
    const IMPORT = `mutation ($content: [JSON!]!, $spaces: [ID!])
      RESULTimportOperatorProfile(input: { device: "toy-device", content: $content, spaces: $spaces })END`;
    const good = { conv: { lat: 1, enrg: 1 } };
    await expectProblem(
      IMPORT,
      { content: [good, { conv: { lat: -1, enrg: 1 } }] },
      { type: "InvalidInputProblem", field: "content[1].conv.lat", says: /"conv".*at least 0/ },
    );
    await expectProblem(
      IMPORT,
      { content: [{}] },
      { type: "InvalidInputProblem", field: "content", says: /1 to 100000 entries/ },
    );
    await expectProblem(
      IMPORT,
      { content: [good], spaces: ["nothing"] },
      { type: "NotFoundProblem", field: "spaces", says: /nothing/ },
    );
  });
});

describe("an import of samples is refused", () => {
  const IMPORT = `mutation ($name: String!, $space: ID!, $csv: String!, $distinct: String)
    RESULTimportSamples(input: { name: $name, space: $space, csv: $csv, distinct: $distinct })END`;
  const good = { name: "new", space: "toy", csv: "depth,width,operator,t.accuracy\n1,16,a,0.5" };

  it.each([
    ["a bad number, named by its line", { csv: `${good.csv}\n1,16,b,high` }, /line 3/],
    ["an unknown choice, named by its line", { csv: `${good.csv}\n1,99,b,0.5` }, /line 3/],
    ["a short row, named by its line", { csv: `${good.csv}\n1,16` }, /line 3/],
    ["no rows", { csv: "" }, /./],
    ["no genes", { csv: "t.accuracy\n0.5" }, /depth|width|operator|gene/],
    ["a distinct column that the table does not have", { distinct: "topology" }, /topology/],
    ["a bad name", { name: "../x" }, /name/],
  ])("with %s", async (_, change, says) => {
    const answer = await api.ask(
      `mutation ($name: String!, $space: ID!, $csv: String!, $distinct: String) {
        result: importSamples(input: { name: $name, space: $space, csv: $csv, distinct: $distinct }) { ${PROBLEM} } }`,
      { ...good, ...change },
    );
    expect(answer.errors).toEqual([]);
    const result = answer.data?.result as { __typename: string; message: string };
    expect(result.__typename).toBe("InvalidInputProblem");
    expect(result.message).toMatch(says);
    expect(await contentsOf(api.archive)).toBe(before);
  });

  it("into an unknown space", () =>
    expectProblem(
      IMPORT,
      { ...good, space: "nothing" },
      { type: "NotFoundProblem", field: "space", says: /nothing/ },
    ));
});
