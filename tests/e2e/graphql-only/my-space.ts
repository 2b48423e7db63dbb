import { Random } from "../../../src/base/random.js";

export const SPACE = {
  id: "my-space",
  genes: [
    { name: "depth", choices: [1, 2, 3, 4], ordered: true },
    ...[1, 2, 3, 4].map((layer) => ({
      name: `kernel_${layer}`,
      choices: [3, 5, 7],
      ordered: true,
      activeWhen: { gene: "depth", atLeast: layer },
    })),
    { name: "width", choices: [8, 16, 32, 64], ordered: true },
    { name: "activation", choices: ["relu", "gelu", "swish"], ordered: false },
  ],
};

export interface Sample {
  readonly architecture: Record<string, number | string>;
  readonly accuracy: number;
  readonly latency: number;
}

/** A sample of every network of the space (1,440), with made-up numbers. */
function everySample(): Sample[] {
  const random = new Random("graphql-only");
  const samples: Sample[] = [];
  for (const depth of [1, 2, 3, 4])
    for (let code = 0; code < 3 ** depth; code++)
      for (const width of [8, 16, 32, 64])
        for (const [a, activation] of ["relu", "gelu", "swish"].entries()) {
          const kernels = Array.from({ length: depth }, (_, i) => 3 + 2 * (Math.floor(code / 3 ** i) % 3));
          const work = kernels.reduce((sum, kernel) => sum + kernel, 0) * Math.sqrt(width);
          samples.push({
            architecture: {
              depth,
              ...Object.fromEntries(kernels.map((kernel, i) => [`kernel_${i + 1}`, kernel])),
              width,
              activation,
            },
            accuracy: Number((0.9 - 2 / (4 + work / 8) + 0.01 * a + 0.02 * random.next()).toFixed(5)),
            latency: Number((0.5 + work * (0.1 + 0.02 * a) * (1 + 0.1 * random.next())).toFixed(4)),
          });
        }
  return samples;
}

export const samples = everySample();
const genes = SPACE.genes.map(({ name }) => name);
export const csv = [
  [...genes, "my-task.accuracy", "my-device.latency_ms"],
  ...samples.map((s) => [...genes.map((gene) => s.architecture[gene] ?? ""), s.accuracy, s.latency]),
]
  .map((row) => row.join(","))
  .join("\n");
