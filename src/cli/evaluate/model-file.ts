import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InvalidInput } from "../../base/errors.js";
import { parseArchitecture } from "../../space/architecture.js";
import { builtInSpace } from "../../space/built-in/index.js";
import { compileSpace } from "../../space/compile.js";
import { architectureId } from "../../space/identity.js";
import { COMPOSITIONS, ownComposition } from "../../space/network/backbone.js";
import type { SearchSpace } from "../../space/types.js";
import type { Job } from "../../worker/job-source.js";
import type { WithModel } from "../../worker/program.js";
import type { TrainingPlaces, TrainingTools } from "../training-tools.js";
import { ownSpaceOf } from "./own-space.js";

/**
 * Writes the networks of jobs as ONNX models, batch 1, into folders of the system's temporary files. Their weights are
 * those of a network that was trained on this machine, else random ones, which serve for measuring costs.
 *
 * @param open starts a process that exports; nothing is started for spaces whose networks cannot be exported
 */
export function modelFiles(open: () => Promise<TrainingTools>, places: TrainingPlaces): WithModel {
  let opened: Promise<TrainingTools> | undefined;
  return async (job, use) => {
    const own = ownSpaceOf(job);
    if (own === undefined && !COMPOSITIONS.has(job.space)) return use(null);
    const folder = await mkdtemp(join(tmpdir(), "harmonic-job-"));
    try {
      opened ??= open();
      const out = join(folder, "network");
      const tools = await opened;
      const request = { subject: subjectOf(job, own), format: "onnx", batch: 1, seed: 1, out } as const;
      const isWritten = await tools.exportNetwork(request, places).then(
        () => true,
        (error: unknown) => {
          if (error instanceof InvalidInput && error.field === "architecture") return false;
          throw error;
        },
      );
      return await use(isWritten ? join(out, "model.onnx") : null);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

function subjectOf({ task, space, architecture }: Job, own: SearchSpace | undefined) {
  const known = own ?? builtInSpace(space);
  if (known === undefined) throw new Error(`${space} is no built-in space`);
  const compiled = compileSpace(known);
  const id = architectureId(compiled, parseArchitecture(compiled, architecture));
  const named = { id: task, name: task, description: "" };
  return {
    task: named,
    space,
    architecture: { id, genes: architecture },
    accuracy: [],
    costs: [],
    ...ownComposition(known),
  };
}
