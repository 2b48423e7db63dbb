export { complexityOf } from "./complexity.js";
export { excludedBackbones, layersOf } from "./layers.js";
export { type Workload, type Workloads, workloadOf } from "./workload.js";
