/**
 * Measures how long `paretoFront` takes on an archive of 15,625 architectures. The table is that of NAS-Bench-201 in
 * HARMONIC_DATA if it is there, else synthetic values for the same space. Times are those of the service, without
 * HTTP.
 *
 *   npx tsx bench/front.ts
 */
import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { openArchive } from "../src/archive/open.js";
import { externalEvaluator } from "../src/runs/execution/evaluators/external-evaluator.js";
import { createService } from "../src/service/create-service.js";
import { toArchitecture } from "../src/space/architecture.js";
import { builtInSpace } from "../src/space/built-in/index.js";
import { compileSpace } from "../src/space/compile.js";
import { enumerate } from "../src/space/sampling/enumerate.js";
import { tableEvaluator } from "../src/tables/table-evaluator.js";
import { machine, medianMilliseconds } from "./machine.js";

const file = join(process.env.HARMONIC_DATA ?? join("..", "shared", "data"), "nas-bench-201", "samples.csv");
const isReal = existsSync(file);
const [task, device] = isReal ? ["cifar100", "raspberry-pi-5-litert"] : ["made-up", "made-up-device"];

const archive = await openArchive("sqlite::memory:");
const service = createService({
  archive,
  clock: Date.now,
  newId: () => "bench",
  owner: "bench",
  log: { info: () => undefined, warn: () => undefined },
  train: () => Promise.reject(new Error("the benchmark trains nothing")),
  evaluators: { table: tableEvaluator, external: externalEvaluator },
});

let start = performance.now();
await service.importSamples({
  name: "bench",
  space: "nas-bench-201",
  source: isReal ? createReadStream(file) : madeUpTable(),
});
const seconds = (performance.now() - start) / 1000;
start = performance.now();
const front = await service.paretoFront({ task, device });
const first = performance.now() - start;
const again = await medianMilliseconds(20, () => service.paretoFront({ task, device }));
const [lower, upper] = [0.4, 1.2].map(
  (share) => share * (front.points[Math.floor(front.points.length / 2)].latency?.value ?? 1),
);
const limited = await medianMilliseconds(20, (run) =>
  service.paretoFront({
    task,
    device,
    constraints: { maxLatency: lower + ((run + 1) / 21) * (upper - lower) },
  }),
);
const architecture = toArchitecture(
  compileSpace(builtInSpace("nas-bench-201")!),
  enumerate(compileSpace(builtInSpace("nas-bench-201")!)).next().value!,
);
const afterNews = await medianMilliseconds(20, async (run) => {
  await service.submitMeasurements({
    task,
    device,
    measurements: [{ architecture, accuracy: 0.1, latency: 5 + run / 10, energy: 5 }],
  });
  await service.paretoFront({ task, device });
});
await service.close();

console.log(machine());
console.table({
  [`import of ${isReal ? "the NAS-Bench-201 table" : "a made-up table"} [s]`]: Number(seconds.toFixed(2)),
  "first paretoFront, reads the change log [ms]": Number(first.toFixed(1)),
  "paretoFront, median of 20 [ms]": Number(again.toFixed(1)),
  "paretoFront under a new latency limit each, median of 20 [ms]": Number(limited.toFixed(1)),
  "submit a measurement and ask again, median of 20 [ms]": Number(afterNews.toFixed(1)),
  "points on the front": front.points.length,
});

function madeUpTable(): Readable {
  const space = compileSpace(builtInSpace("nas-bench-201")!);
  function* lines(): Generator<string> {
    const genes = space.genes.map((gene) => gene.name).join(",");
    yield `${genes},${task}.accuracy,${device}.latency_ms,${device}.energy_mj\n`;
    let row = 0;
    for (const genotype of enumerate(space)) {
      const noise = Math.abs(Math.sin(++row * 12.9898));
      const latency = 1 + genotype.reduce((sum, choice) => sum + choice, 0) / 3 + noise;
      const choices = Object.values(toArchitecture(space, genotype)).join(",");
      yield `${choices},${(noise * latency) / 12},${latency},${latency * (1 + noise)}\n`;
    }
  }
  return Readable.from(lines());
}
