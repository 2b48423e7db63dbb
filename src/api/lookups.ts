import DataLoader from "dataloader";
import { NotFound } from "../base/errors.js";
import type { Device } from "../hardware/types.js";
import type { ArchiveCounts } from "../records/archive.js";
import type { PredictorRecord } from "../records/predictor.js";
import type { SampleTable } from "../records/sample-table.js";
import type { Task } from "../records/task.js";
import type { ArchitectureReport } from "../service/architecture-report.js";
import type { DevicePage } from "../service/device-page/device-page.js";
import type { Findings } from "../service/findings/finding.js";
import type { HarmonicService } from "../service/service.js";
import type { FrontOfVerification } from "../service/verification/front-change.js";
import type { Space } from "../space/space.js";
import type { SearchSpace } from "../space/types.js";
import { NetworkSizes } from "./network-sizes.js";

/** A predictor without its state, which is large. */
export type PredictorSummary = Omit<PredictorRecord, "state">;

/**
 * Caches what the resolvers of one operation ask the service for, so that each question is asked once. The instance
 * lives until the next change or event (`ApiContext.refresh`).
 */
export class Lookups {
  readonly spaces: () => Promise<readonly SearchSpace[]>;
  readonly tasks: () => Promise<readonly Task[]>;
  readonly devices: () => Promise<readonly Device[]>;
  readonly predictors: () => Promise<readonly PredictorSummary[]>;
  readonly sampleTables: () => Promise<readonly SampleTable[]>;
  readonly counts: () => Promise<ArchiveCounts>;
  /** Computes the sizes of networks, also of those that the archive does not know. */
  readonly sizes = new NetworkSizes();
  readonly #compiled = new Map<string, Promise<Space>>();
  /** Everything that can be said of a device. Throws `NotFound` on an unknown key. */
  readonly devicePage: (key: string) => Promise<DevicePage>;
  /** Drift of the predictors of a task. */
  readonly taskFindings: (key: string) => Promise<Findings>;
  /** How the front of a verification has changed. Throws `NotFound` on an unknown key. */
  readonly frontOfVerification: (key: string) => Promise<FrontOfVerification>;
  readonly #reports: DataLoader<string, ArchitectureReport>;

  constructor(private readonly service: HarmonicService) {
    this.spaces = once(() => service.searchSpaces());
    this.tasks = once(() => service.tasks());
    this.devices = once(() => service.devices());
    this.predictors = once(() => service.predictors({}));
    this.sampleTables = once(() => service.sampleTables());
    this.counts = once(() => service.archiveInfo());
    this.devicePage = oncePerKey((key) => service.devicePage(key));
    this.taskFindings = oncePerKey((key) => service.taskFindings(key));
    this.frontOfVerification = oncePerKey((key) => service.frontOfVerification(key));
    this.#reports = new DataLoader((keys) =>
      Promise.all(keys.map((key) => service.architecture(key).catch((error: Error) => error))),
    );
  }

  /** Throws `NotFound` for an unknown key, as do the other methods that take one. */
  async space(key: string): Promise<SearchSpace> {
    return find("search space", await this.spaces(), key);
  }

  /** The space in compiled form: the service's own, so that what is computed once per space is not computed again. */
  compiledSpace(key: string): Promise<Space> {
    const known = this.#compiled.get(key) ?? this.service.compiledSpace(key);
    this.#compiled.set(key, known);
    return known;
  }

  async task(key: string): Promise<Task> {
    return find("task", await this.tasks(), key);
  }

  async device(key: string): Promise<Device> {
    return find("device", await this.devices(), key);
  }

  async predictor(key: string): Promise<PredictorSummary> {
    return find("predictor", await this.predictors(), key);
  }

  async sampleTable(key: string): Promise<SampleTable> {
    const tables = (await this.sampleTables()).map((table) => ({ id: table.name, table }));
    return find("sample table", tables, key).table;
  }

  /** Everything that the archive knows of an architecture. Throws `NotFound` if it does not know it. */
  report(key: string): Promise<ArchitectureReport> {
    return this.#reports.load(key);
  }
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}

function oncePerKey<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key) => {
    const answer = answers.get(key) ?? ask(key);
    answers.set(key, answer);
    return answer;
  };
}

function find<T extends { readonly id: string }>(kind: string, items: readonly T[], key: string): T {
  const found = items.find((item) => item.id === key);
  if (found === undefined) throw new NotFound(kind, key, "id");
  return found;
}
