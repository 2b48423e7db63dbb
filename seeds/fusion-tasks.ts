import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { COMPOSITIONS, type Composition } from "../src/space/network/backbone.js";
import type { Space } from "../src/space/space.js";
import { seededTasks } from "./catalogue.js";

/** The tasks whose fusion networks this project trained. */
export const FUSION_TASKS = ["av-mnist", "av-mnist-hard", "clip-art"] as const;

const spaces = new Map<string, Space>();

/** Returns the search space of a seeded task. */
export function fusionSpace(task: string): Space {
  const id = spaceIdOf(task);
  const space = spaces.get(id) ?? compileSpace(builtInSpace(id)!);
  spaces.set(id, space);
  return space;
}

/** Returns what the networks of a seeded task consist of. */
export const fusionComposition = (task: string): Composition => COMPOSITIONS.get(spaceIdOf(task))!;

function spaceIdOf(task: string): string {
  const found = seededTasks.find(({ id }) => id === task);
  if (found === undefined) throw new Error(`seeds/catalogue.ts has no task "${task}"`);
  return found.space;
}
