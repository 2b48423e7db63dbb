import { createHash } from "node:crypto";
import type { SupernetFile } from "./elastic/supernet-file.js";

/** What every frozen backbone says of itself as its file has it. */
export abstract class StoredBackbone {
  constructor(protected readonly file: SupernetFile) {}

  get modality(): string {
    return this.file.terms.modality;
  }

  get dataset(): string {
    return this.file.terms.dataset;
  }

  get seed(): number {
    return this.file.terms.seed;
  }

  get epochs(): number {
    return this.file.terms.recipe.training.epochs;
  }

  get augmentation(): number {
    return this.file.terms.recipe.augmentation;
  }

  get identity(): unknown {
    const weights = createHash("sha256").update(this.file.values).digest("hex").slice(0, 16);
    return [this.file.terms, weights];
  }
}
