import { expect, test } from "vitest";
import type { Architecture } from "../../../src/space/types.js";
import { SMALLEST_BACKBONES } from "../../support/generated-av-mnist.js";
import { testService } from "../../support/service.js";

test("the genes of a fusion that tier 2 decides are either all given or all left out", async () => {
  const { service } = await testService();
  await service.registerTask({ id: "digits", space: "av-mnist" });
  const content = [{ "Sum-input:1_192_16-N:1-C:192-L:16": { lat: "0.05", enrg: 0.3 } }];
  await service.importOperatorProfile({ device: "board", spaces: ["av-mnist"], content });
  const refusalOf = (genes: Architecture) =>
    service.planFusion({ task: "digits", device: "board", architecture: genes }).then(
      () => undefined,
      ({ field, message }) => [field, message],
    );
  const open = { ...SMALLEST_BACKBONES, "fusion.cells": 1, "fusion.nodes": 1 };
  const inputs = { ...open, "fusion.input_1_1": "image.1", "fusion.input_1_2": "audio.2" };
  const edges = { ...inputs, "fusion.edge_1_1_1": "input.1", "fusion.edge_1_1_2": "input.2" };
  const says = (missing: string, given: string) => [
    `architecture.${missing}`,
    `gene "${missing}" is missing, but "${given}" is given: ` +
      "the genes of the fusion that a search decides are given all or none",
  ];
  expect(await refusalOf({ ...open, "fusion.operator_1_1": "Sum" })).toEqual(
    says("fusion.input_1_1", "fusion.operator_1_1"),
  );
  expect(await refusalOf(edges)).toEqual(says("fusion.operator_1_1", "fusion.input_1_1"));
  for (const genes of [open, { ...edges, "fusion.operator_1_1": "Sum" }])
    expect(await refusalOf(genes)).toEqual(["architecture", expect.stringContaining("lacks 5 keys")]);
});
