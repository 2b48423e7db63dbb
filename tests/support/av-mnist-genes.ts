/** The backbones of a small network of the space `av-mnist`. */
export const BACKBONE_GENES = {
  "image.kernel_1": 5,
  "image.kernel_2": 5,
  "image.expand_1": 3,
  "image.expand_2": 3,
  "image.depth_1": 2,
  "audio.kernel_1": 3,
  "audio.kernel_2": 3,
  "audio.expand_1": 3,
  "audio.expand_2": 3,
  "audio.depth_1": 2,
};
