import DataLoader from "dataloader";
import { NotFound } from "../base/errors.js";
import type { Device } from "../hardware/types.js";
import type { ArchiveCounts } from "../records/archive.js";
import type { PredictorRecord } from "../records/predictor.js";
import type { SampleTable } from "../records/sample-table.js";
import type { Task } from "../records/task.js";
import type { ArchitectureReport } from "../service/architecture-report.js";
import type { DevicePage, DevicePart } from "../service/device-page/device-page.js";
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
  /** What can be said of a device without its computed parts. Throws `NotFound` on an unknown key. */
  readonly knownOfDevice: (key: string) => Promise<DevicePage>;
  readonly #deviceParts: Readonly<Record<DevicePart, (key: string) => Promise<DevicePage>>>;
  /** Drift of the predictors of a task. */
  readonly taskFindings: (key: string) => Promise<Findings>;
  /** How the front of a verification has changed. Throws `NotFound` on an unknown key. */
  readonly frontOfVerification: (key: string) => Promise<FrontOfVerification>;
  readonly #reports: DataLoader<string, ArchitectureReport>;

  /** @param deadline its signal, made when it is asked for, aborts when nobody waits for the answers any more */
  constructor(
    private readonly service: HarmonicService,
    deadline: { readonly signal: AbortSignal },
  ) {
    this.spaces = once(() => service.searchSpaces());
    this.tasks = once(() => service.tasks());
    this.devices = once(() => service.devices());
    this.predictors = once(() => service.predictors({}));
    this.sampleTables = once(() => service.sampleTables());
    this.counts = once(() => service.archiveInfo());
    const page = (parts: readonly DevicePart[]) =>
      oncePerKey((key) => service.devicePage(key, { parts, signal: deadline.signal }));
    this.knownOfDevice = page([]);
    this.#deviceParts = { findings: page(["findings"]), similar: page(["similar"]), next: page(["next"]) };
    this.taskFindings = oncePerKey((key) => service.taskFindings(key, deadline.signal));
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

  /** A page of a device of which one computed part is there, and its notes. */
  devicePart(key: string, part: DevicePart): Promise<DevicePage> {
    return this.#deviceParts[part](key);
  }

  /** Sentences about what cannot be said of a device. */
  async notesOfDevice(key: string): Promise<readonly string[]> {
    const parts = await Promise.all([this.devicePart(key, "findings"), this.devicePart(key, "similar")]);
    return [...new Set(parts.flatMap(({ notes }) => notes))];
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
