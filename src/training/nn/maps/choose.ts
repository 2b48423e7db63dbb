import * as tf from "@tensorflow/tfjs-core";
import { channelsFirst } from "./channels-first.js";
import { channelsLast } from "./channels-last.js";
import type { MapOperations } from "./operations.js";

/** The largest side of the input for which matrix products are faster than convolution kernels. */
const LARGEST_OF_PRODUCTS = 32;

/** Whether the kernels of the current backend train backbones of any size (docs/decisions/0139). */
export const hasConvolutionKernels = (): boolean => tf.getBackend() === "tensorflow";

/** Returns the operations for a network that reads inputs of this side, on the current tensor backend. */
export const operationsFor = (side: number): MapOperations =>
  hasConvolutionKernels() && side > LARGEST_OF_PRODUCTS ? channelsLast : channelsFirst;
