import { scoreNameOf } from "../../../base/metric.js";
import type { HarmonicService } from "../../../service/service.js";
import { fullGenes, type GeneText, shortGenes } from "./gene-code.js";

/** How tables show the genes of the networks of a search space, as `--genes` chooses. */
export async function genesOfSpace(
  service: HarmonicService,
  space: string,
  form: "short" | "full",
): Promise<GeneText> {
  const found = form === "full" ? undefined : (await service.searchSpaces()).find(({ id }) => id === space);
  return found === undefined ? fullGenes : shortGenes(found);
}

/** How tables show the genes and the accuracy of the networks of a task; `--genes` chooses the form of the genes. */
export async function genesOfTask(
  service: HarmonicService,
  task: string,
  form: "short" | "full",
): Promise<GeneText> {
  const { space, score } = await service.task(task);
  return { ...(await genesOfSpace(service, space, form)), score: scoreNameOf(score) };
}
