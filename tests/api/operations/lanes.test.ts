import { parse } from "graphql";
import { describe, expect, test } from "vitest";
import { isJob, planOf } from "../../../src/api/operations/lanes.js";

const laneOf = (document: string, cost = 10) => planOf(parse(document), null, cost).lane;

describe("the lane of an operation", () => {
  test("that mostly computes before it changes something is the one that gives way to all others", () => {
    expect(laneOf("mutation { retrainPredictor { __typename } }")).toBe("trainings");
    expect(laneOf("mutation { retrainPredictor { __typename } verifyFront { __typename } }")).toBe(
      "trainings",
    );
    expect(isJob("trainings")).toBe(true);
  });

  test("that also writes is for jobs, and never for small changes", () => {
    expect(laneOf("mutation { retrainPredictor { __typename } importSamples { __typename } }")).toBe("jobs");
    expect(laneOf("mutation { submitMeasurements { __typename } verifyFront { __typename } }")).toBe("jobs");
    expect(laneOf("mutation { submitMeasurements { __typename } }")).toBe("changes");
    expect(laneOf("mutation { submitMeasurements { __typename } }", 1e6)).toBe("jobs");
    expect(laneOf("subscription { searchProgress { __typename } }")).toBe("jobs");
  });

  test("of a query depends on what it computes", () => {
    expect(laneOf("{ __typename viewer { role } }")).toBe("here");
    expect(laneOf("{ tasks { id } }")).toBe("quick");
    expect(laneOf("{ paretoFront { totalCount } }", 20_010)).toBe("quick");
    expect(laneOf("{ geneImportance { __typename } }")).toBe("long");
  });
});
