import type { Random } from "../../base/random.js";
import type { Member } from "./survival.js";

/** Binary tournament: the better of two random members by rank, then crowding distance; the first one if they tie. */
export function tournament(population: readonly Member[], random: Random): Member {
  const first = random.pick(population);
  const second = random.pick(population);
  if (second.rank !== first.rank) return second.rank < first.rank ? second : first;
  return second.crowding > first.crowding ? second : first;
}
