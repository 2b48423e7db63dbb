import { archiveBlock } from "./archive.js";
import { dashboardBlock } from "./dashboard.js";
import { fusionBlock } from "./fusion.js";
import { fewNetworksBlock, shippedBlock } from "./predictors.js";
import { hardSearchBlock, peersBlock, priorKnowledgeBlock, searchBlock } from "./search.js";
import { cachedFeaturesBlock, supernetsBlock, trainingBlock } from "./training.js";
import { workersBlock } from "./workers.js";

/** The function that makes each generated block of `docs/results.md`, by the name in the block's marks. */
const BLOCKS: Readonly<Record<string, () => string>> = {
  "fusion-av-mnist-hard": () => fusionBlock("av-mnist-hard"),
  "fusion-av-mnist": () => fusionBlock("av-mnist"),
  "fusion-clip-art": () => fusionBlock("clip-art"),
  supernets: supernetsBlock,
  search: searchBlock,
  "search-known": priorKnowledgeBlock,
  "search-av-mnist-hard": hardSearchBlock,
  peers: peersBlock,
  predictors: shippedBlock,
  "few-networks": fewNetworksBlock,
  dashboard: dashboardBlock,
  workers: workersBlock,
  training: trainingBlock,
  "cached-features": cachedFeaturesBlock,
  archive: archiveBlock,
};

/**
 * Rewrites every block of the page. A block stands between `<!-- NAME -->` and `<!-- /NAME -->`. It throws an error
 * if the page lacks a block, or has one that nothing makes.
 */
export function filled(page: string): string {
  const found = [...page.matchAll(/<!-- ([a-z0-9-]+) -->/g)].map(([, name]) => name);
  const missing = Object.keys(BLOCKS).filter((name) => !found.includes(name));
  if (missing.length > 0) throw new Error(`the page lacks ${missing.join(", ")}`);
  return page.replace(/<!-- ([a-z0-9-]+) -->[\s\S]*?<!-- \/\1 -->/g, (_, name: string) => {
    const make = BLOCKS[name];
    if (make === undefined) throw new Error(`nothing makes the block ${name}`);
    return `<!-- ${name} -->\n\n${make()}\n\n<!-- /${name} -->`;
  });
}
