export { complexityOf } from "./complexity.js";
export { excludedBackbones, layersOf } from "./layers.js";
export { workloadOf } from "./workload.js";
