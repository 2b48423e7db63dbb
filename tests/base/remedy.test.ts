import { describe, expect, it } from "vitest";
import { InvalidInput, MissingProfileEntries } from "../../src/base/errors.js";
import type { Remedy } from "../../src/base/remedy.js";

const REMEDIES: readonly Remedy[] = [
  { kind: "importProfile", device: "d" },
  { kind: "importProfile", device: "d", space: "s" },
  { kind: "listProfileKeys", space: "s" },
  { kind: "importTable" },
  { kind: "listRuns" },
  { kind: "trainPredictor", metric: "latency", task: "t", device: "d" },
  { kind: "trainPredictor", metric: "accuracy", task: "t" },
  { kind: "buildDataset", task: "t", isShipped: true },
  { kind: "buildDataset", task: "t", isShipped: false },
  { kind: "trainSupernet", task: "t", modality: "image" },
  { kind: "scoreBackbones", task: "t" },
];
/** What a GraphQL client cannot do: it says on which machine the command is to be given. */
const ON_SERVER = ["buildDataset", "trainSupernet", "scoreBackbones"];

describe("a remedy", () => {
  it.each(REMEDIES)("is put into the words of each interface: $kind", (remedy) => {
    const error = new InvalidInput("field", "it fails", remedy);
    const [cli, graphql] = [error.explained("cli"), error.explained("graphql")];
    expect(cli).toMatch(/^it fails: `/);
    expect(cli).not.toMatch(/mutation|query|searchSpace\(/);
    if (ON_SERVER.includes(remedy.kind)) expect(graphql).toContain("on its machine");
    else expect(graphql).not.toMatch(/harmonic|--|`/);
  });

  it("of missing entries of a profile is to import them", () => {
    const error = new MissingProfileEntries("board", ["a"]);
    expect(error.explained("cli")).toContain(
      "`device import-profile FILE --device board` adds what is missing",
    );
    expect(error.explained("graphql")).toContain("importOperatorProfile");
  });
});
