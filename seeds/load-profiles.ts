import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { OperatorProfile } from "../src/hardware/types.js";
import { type CompactProfile, expandProfile } from "./profile-format.js";
import { shippedFile } from "./seed-file.js";

/**
 * Reads the operator profiles that ship: for each device one profile per space for which it was measured, and one of
 * the fusion operators.
 */
export function loadProfiles(): readonly OperatorProfile[] {
  const folder = shippedFile("profiles");
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => expandProfile(JSON.parse(readFileSync(join(folder, file), "utf8")) as CompactProfile));
}
