import { readFileSync } from "node:fs";
import type { Architecture } from "../src/space/types.js";
import { shippedFile } from "./seed-file.js";

/**
 * Models with published accuracy (a fraction), latency [ms] and energy [mJ]. The architectures are partial: they have
 * operators, but no edges or inputs.
 */
export interface PublishedModels {
  readonly source: string;
  readonly space: string;
  readonly task: string;
  readonly device: string;
  readonly models: readonly {
    readonly architecture: Architecture;
    readonly accuracy: number;
    readonly latency: number;
    readonly energy: number;
  }[];
}

export const loadPublishedModels = (): PublishedModels =>
  JSON.parse(readFileSync(shippedFile("published-models.json"), "utf8")) as PublishedModels;
