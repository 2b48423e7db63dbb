import type { ArchitectureId, SpaceId } from "../base/ids.js";
import type { Architecture } from "../space/types.js";

/** An architecture in canonical form with its id. */
export interface ArchitectureRecord {
  readonly id: ArchitectureId;
  readonly space: SpaceId;
  readonly architecture: Architecture;
}
