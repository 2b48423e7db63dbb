import type { FusionDeclaration } from "./declaration.js";
import {
  FUSION_CHANNELS,
  FUSION_LENGTH,
  FUSION_OPERATORS,
  type FusionLayer,
  type FusionOperator,
} from "./layer.js";

/** What every fusion network of a space computes with. */
export interface FusionForm {
  /** Channels of every map that is fused. */
  readonly channels: number;
  /** Positions of every map that is fused, those of a square. */
  readonly positions: number;
  /** The choices of the genes `fusion.operator_C_N`, in their order. */
  readonly operators: readonly FusionOperator[];
}

/** The form of Harmonic-NAS: 192 channels at 4 x 4 positions, and all six operators. */
export const USUAL_FORM: FusionForm = {
  channels: FUSION_CHANNELS,
  positions: FUSION_LENGTH,
  operators: FUSION_OPERATORS,
};

/** Returns the form that a declaration has; what it leaves out is the usual. */
export const fusionForm = ({
  channels = USUAL_FORM.channels,
  positions = USUAL_FORM.positions,
  operators = USUAL_FORM.operators,
}: FusionDeclaration): FusionForm => ({ channels, positions, operators });

/** Returns an operator as the layer of a network of this form, by default at the first node of the first cell. */
export const fusionLayer = (
  operator: FusionOperator,
  { channels, positions }: Pick<FusionForm, "channels" | "positions">,
  [cell, node]: readonly [number, number] = [1, 1],
): FusionLayer => ({ kind: "fusion", operator, cell, node, channels, length: positions });
