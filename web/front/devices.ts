import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { ask } from "../api/ask.js";
import { decode, decodeGenes, type Genes, type Networks } from "../api/columns.js";
import { patiently } from "../api/patiently.js";
import { type Resource, resource } from "../api/resource.js";
import {
  ColumnsDocument,
  FrontPointsDocument,
  type FrontPointsQuery,
  GenesDocument,
} from "../generated/operations.js";
import { statesOf } from "./model.js";
import type { Interval } from "./plot/front-layer.js";
import { geneLimits, limits, ranges, region, view } from "./view.js";

/** Bins per axis that the server thins by, where there are more networks than bins. A mark is wider than a bin. */
const BINS = 256;

/** A point of the front with its genes and intervals. */
export type FrontPoint = FrontPointsQuery["paretoFront"]["nodes"][number];

/** Everything that is asked for about one task on one device. */
export interface OnDevice {
  readonly task: string;
  readonly device: string;
  readonly networks: Resource<Networks>;
  /** Whether the server reads so much for the first time that it takes longer than a question may. */
  readonly isFirstReading: ReadonlySignal<boolean>;
  /** The points of the front by key; asked for once the networks are there. */
  readonly points: ReadonlySignal<ReadonlyMap<string, FrontPoint>>;
  /** The genes of the networks; asked for once a view needs them. */
  readonly genes: ReadonlySignal<Genes | undefined>;
  /** How each of the networks is drawn, within the limits and the selection; computed once for all views. */
  readonly states: ReadonlySignal<Uint8Array>;
  /** Why the genes cannot be shown. */
  readonly genesError: ReadonlySignal<Error | undefined>;
  refresh(): Promise<void>;
  close(): void;
}

/** Whether any view needs the genes of networks. */
export const needsGenes = signal(false);

function open(task: string, device: string): OnDevice {
  const known = ["MEASURED", "COST_MODEL"] as const;
  const isFirstReading = signal(false);
  const columns = (sources: typeof known | null) => async (aborted: AbortSignal) => {
    const asked = { task, device, bins: BINS, sources, genes: geneLimits.peek() ?? null };
    const question = () => ask(ColumnsDocument, asked, aborted);
    const found = await patiently(question, () => {
      isFirstReading.value = true;
    });
    isFirstReading.value = false;
    return decode(found);
  };
  const networks = resource<Networks>(columns(known), columns(null));
  const points = signal<ReadonlyMap<string, FrontPoint>>(new Map());
  const stop = effect(() => {
    const { data, isLoading } = networks.state.value;
    if (data === undefined || isLoading) return;
    const limited = geneLimits.peek();
    const constraints = limited === undefined ? null : { genes: limited };
    ask(FrontPointsDocument, { task, device, constraints }).then(
      ({ paretoFront }) => {
        points.value = new Map(paretoFront.nodes.map((node) => [node.architecture.key, node]));
      },
      () => undefined,
    );
  });
  const genes = signal<Genes | undefined>(undefined);
  const genesError = signal<Error | undefined>(undefined);
  let asked: string | undefined;
  const stopGenes = effect(() => {
    const { data, isLoading } = networks.state.value;
    if (!needsGenes.value || data === undefined || isLoading || asked === data.version) return;
    asked = data.version;
    ask(GenesDocument, { task, device, bins: BINS, genes: geneLimits.peek() ?? null }).then(
      (found) => {
        genesError.value = undefined;
        genes.value = decodeGenes(found);
      },
      (error: Error) => {
        genesError.value = error;
        asked = undefined;
      },
    );
  });
  let isFirst = true;
  const stopLimits = geneLimits.subscribe(() => {
    if (!isFirst) void networks.refresh();
    isFirst = false;
  });
  const states = computed(() => {
    const { data } = networks.state.value;
    const own = genesOf({ networks, genes });
    const selection = { region: region.value, ranges: ranges.value, genes: own };
    return data === undefined ? new Uint8Array(0) : statesOf(data, limits.value, selection);
  });
  return {
    task,
    device,
    networks,
    isFirstReading,
    points,
    genes,
    states,
    genesError,
    refresh: networks.refresh,
    close: () => {
      stop();
      stopGenes();
      stopLimits();
      networks.close();
    },
  };
}

const opened = signal<readonly OnDevice[]>([]);

effect(() => {
  const { task, devices } = view.value;
  const before = opened.peek();
  const wanted = task === undefined ? [] : devices.map((device) => ({ task, device }));
  const isSame =
    before.length === wanted.length &&
    wanted.every((one, i) => before[i].task === one.task && before[i].device === one.device);
  if (isSame) return;
  const next = wanted.map(
    (one) =>
      before.find((old) => old.task === one.task && old.device === one.device) ?? open(one.task, one.device),
  );
  for (const old of before) if (!next.includes(old)) old.close();
  opened.value = next;
});

/** The devices that the address names, in its order. */
export const onDevices = computed(() => opened.value);

/** The genes of the networks that are shown now; undefined until they are there. */
export function genesOf({ networks, genes }: Pick<OnDevice, "networks" | "genes">): Genes | undefined {
  const [found, { data }] = [genes.value, networks.state.value];
  return found !== undefined && found.version === data?.version ? found : undefined;
}

/** The 90 % interval of a metric of a network, as far as it is on the front. */
export function intervalsOf({ points, networks }: OnDevice) {
  const [known, data] = [points.value, networks.state.value.data];
  return (row: number, metric: string): Interval | undefined => {
    const point = data && known.get(data.key(row));
    const estimate = point?.[metric as "accuracy" | "latency" | "energy"];
    if (estimate?.lower == null || estimate.upper == null) return undefined;
    return { lower: estimate.lower, upper: estimate.upper };
  };
}
