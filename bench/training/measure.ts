import { describeBackend, openBackend } from "../../src/training/backend/open.js";
import type { Bench, Measurement } from "./figures.js";
import { measureFusion } from "./fusion.js";
import { generated } from "./generated.js";
import { measureSupernet } from "./supernet.js";
import { BACKBONES, type Effort, VIEWS } from "./workload.js";

/** Measures everything on one backend. The backend is opened for the whole process. */
export async function measure(
  backend: "native" | "wasm",
  effort: Effort,
  threads: number,
  note: (line: string) => void,
): Promise<Measurement> {
  const opened = await openBackend(backend, note, { threads });
  const measurement: Measurement = { description: describeBackend(opened), figures: {}, parameters: {} };
  const bench: Bench = { effort, measurement, note: (line) => note(`${backend}: ${line}`) };
  const train = generated("train", effort.train, VIEWS);
  const validation = generated("validation", effort.validation, 1);
  for (const backbone of BACKBONES) await measureSupernet(bench, backbone, train, validation);
  await measureFusion(bench, train, validation);
  return measurement;
}
