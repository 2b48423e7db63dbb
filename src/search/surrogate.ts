import type { Problem } from "./ports.js";
import { RandomSearch } from "./random-search.js";
export class SurrogateSearch extends RandomSearch {
  constructor(problem: Problem, seed: number) {
    super(problem, seed);
  }
}
