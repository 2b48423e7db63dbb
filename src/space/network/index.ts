export { complexityOf } from "./complexity.js";
export {
  type BackboneName,
  type ConvLayer,
  FUSION_CHANNELS,
  FUSION_LENGTH,
  FUSION_OPERATORS,
  type FusionLayer,
  type FusionOperator,
  type Layer,
  type LinearLayer,
  type MbConvLayer,
  type Shape,
} from "./layer.js";
export type { Complexity } from "./layer-complexity.js";
export { excludedBackbones, layersOf } from "./layers.js";
