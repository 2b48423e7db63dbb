import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { LocalTraining } from "../../../src/training/tools.js";
import { testService } from "../../support/service.js";
import { CommandLine } from "./command-line.js";

/** A command line whose searches train in this process; its data sets, supernets and networks are below `folder`. */
export async function trainingCommandLine(folder: string): Promise<CommandLine> {
  const [datasets, supernets] = [join(folder, "datasets"), join(folder, "supernets")];
  const tools = new LocalTraining(() => {});
  const places = { datasets, supernets, networkBytes: 1e9, backend: "auto", threads: 1 } as const;
  const { service } = await testService(undefined, {
    check: (subject) => tools.checkFusion(subject, places),
    backboneScores: (subject) => tools.backboneScores(subject, places),
    train: (request, signal) => tools.trainFusion(request, places, () => {}, signal),
  });
  const cli = new CommandLine(service);
  cli.environment = { DATASETS: datasets, SUPERNETS: supernets, TENSOR_THREADS: "1" };
  // The programs of exported networks find their packages here.
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"));
  return cli;
}
