import { deviceId, taskId } from "../src/base/ids.js";
import { fraction, millijoules, milliseconds } from "../src/base/units.js";
import type { Change } from "../src/records/changes.js";
import { contentId } from "../src/records/content-id.js";
import type { Measurement } from "../src/records/measurement.js";
import { parseArchitecture, toArchitecture } from "../src/space/architecture.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { architectureId } from "../src/space/identity.js";
import { loadProfiles } from "./load-profiles.js";
import { loadPublishedModels } from "./load-published-models.js";

/** Generates the operator profiles that ship (`seeds/profiles`), one record per device and space. */
export function* profileChanges(): Generator<Change> {
  for (const profile of loadProfiles()) {
    const ids = profile.spaces?.map((space) => `${profile.device}/${space}`) ?? [profile.device];
    for (const id of ids) yield { type: "put", kind: "profile", record: { ...profile, id } };
  }
}

/** Generates the published AV-MNIST models as measurements of partial architectures. */
export function* publishedModelChanges(): Generator<Change> {
  const { source, space: id, task, device, models } = loadPublishedModels();
  const space = compileSpace(builtInSpace(id)!);
  for (const [i, model] of models.entries()) {
    const genotype = parseArchitecture(space, model.architecture);
    const architecture = architectureId(space, genotype);
    const shared = { space: space.spec.id, architecture, origin: source, retracted: false, repeats: 1 };
    const accuracy: Measurement = {
      ...shared,
      id: contentId("seed", "published", i, task),
      subject: "task",
      task: taskId(task),
      accuracy: fraction(model.accuracy),
      fidelity: {
        split: "unspecified",
        training: "as published: chosen and scored on the paper's own test split",
        seeds: [],
      },
    };
    const cost: Measurement = {
      ...shared,
      id: contentId("seed", "published", i, device),
      subject: "device",
      device: deviceId(device),
      latency: milliseconds(model.latency),
      energy: millijoules(model.energy),
    };
    yield {
      type: "architecture",
      record: { id: architecture, space: space.spec.id, architecture: toArchitecture(space, genotype) },
    };
    yield { type: "measurement", record: accuracy };
    yield { type: "measurement", record: cost };
  }
}
