import { NotFound } from "../../base/errors.js";
import { architectureCost } from "../../hardware/cost-model.js";
import type { Projections } from "../../projections/projections.js";
import { parseArchitecture } from "../../space/architecture.js";
import { architectureId } from "../../space/identity.js";

/**
 * Latency [ms] and energy [mJ] of an architecture by the device's operator profile, per layer and in total. Throws
 * `NotFound` on `device` where the device has no profile for the task's space.
 */
export async function cost(
  { catalog }: Pick<Projections, "catalog">,
  input: { readonly task: string; readonly device: string; readonly architecture: unknown },
) {
  const { space, device, profiles } = await catalog.taskOnDevice(input.task, input.device);
  const genotype = parseArchitecture(space, input.architecture);
  if (profiles.length === 0) {
    throw new NotFound("operator profile", `${device.id}/${space.spec.id}`, "device", "", {
      kind: "importProfile",
      device: device.id,
      space: space.spec.id,
    });
  }
  return { id: architectureId(space, genotype), ...architectureCost(space, genotype, profiles, device.id) };
}
