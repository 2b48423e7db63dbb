import { resultOf, tableOf } from "./markdown.js";

const LEVELS = ["0.99", "0.999"] as const;
const EARLY_LEVELS = ["0.95", "0.99"] as const;
type Level = (typeof LEVELS)[number] | (typeof EARLY_LEVELS)[number];
type Counts = Readonly<Record<Level, number | null | undefined>>;

interface SearchResult {
  readonly seeds: readonly { readonly evaluationsTo: Counts }[];
  readonly median: Counts;
}

interface PeerResult {
  readonly rows: readonly PeerRow[];
}

interface PeerRow {
  readonly method: string;
  readonly seeds: number;
  readonly budget: number;
  readonly median: Counts;
  readonly seconds: number;
}

const DEVICES = ["raspberry-pi-5-litert", "raspberry-pi-5-onnx"] as const;
const HEAD = ["LiteRT, 99 %", "LiteRT, 99.9 %", "ONNX Runtime, 99 %", "ONNX Runtime, 99.9 %"];

/** The name, the budget, and the ending of the files with the results on both devices. */
const STRATEGIES = [
  ["surrogate-assisted", "300 (ONNX Runtime: 450)", "surrogate"],
  ["the same, with a 12-epoch score at 0.06 of an evaluation", "60", "fidelity"],
  ["the same without scores, inside limits of latency and energy", "60", "constrained"],
  ["NSGA-II, population 40", "1,000", "nsga2"],
] as const;

/** The evaluations on NAS-Bench-201 until shares of the true front's hypervolume: median, best and worst seed. */
export function searchBlock(): string {
  const rows = STRATEGIES.map(([name, budget, ending]) => [
    name,
    budget,
    ...DEVICES.flatMap((device) => {
      const result = resultOf<SearchResult>(`search-nas-bench-201-cifar100-${device}-${ending}`);
      return LEVELS.map((level) => spreadOf(result, level));
    }),
  ]);
  return tableOf(["strategy", "budget", ...HEAD], rows);
}

/** The same where something is known before the search, for seeds on which nothing was chosen. */
export function priorKnowledgeBlock(): string {
  const rows = [
    ["the costs of 100 random networks", "known"],
    ["these, and the accuracy of 400 random networks on CIFAR-10", "related"],
  ].map(([name, ending]) => [
    name,
    ...DEVICES.flatMap((device) => {
      const result = resultOf<SearchResult>(`search-nas-bench-201-cifar100-${device}-${ending}`);
      return EARLY_LEVELS.map((level) => spreadOf(result, level));
    }),
  ]);
  const head = ["LiteRT", "ONNX Runtime"].flatMap((runtime) => [`${runtime}, 95 %`, `${runtime}, 99 %`]);
  return tableOf(["known at the start", ...head], rows);
}

/** The same on the shipped networks of AV-MNIST-hard. */
export function hardSearchBlock(): string {
  const rows = ["surrogate", "nsga2", "random"].map((strategy) => {
    const result = resultOf<SearchResult>(`search-av-mnist-hard-jetson-tx2-${strategy}`);
    return [strategy, ...LEVELS.map((level) => spreadOf(result, level))];
  });
  return tableOf(["strategy", "99 %", "99.9 %"], rows);
}

/** Other libraries on the same table; `>` means that the level was not reached within so many evaluations. */
export function peersBlock(): string {
  const [litert, onnx] = DEVICES.map((device) => resultOf<PeerResult>(`search-peers-${device}`).rows);
  const rows = litert.map((row, i) => {
    const other = onnx[i];
    if (other.method !== row.method) throw new Error(`${row.method} stands beside ${other.method}`);
    const counts = [row, other].flatMap((side) => LEVELS.map((level) => countOf(side, level)));
    const seconds = [row, other].map((side) => side.seconds.toFixed(0)).join(", ");
    return [row.method, String(row.seeds), ...counts, seconds];
  });
  return tableOf(["method", "seeds", ...HEAD, "seconds a seed"], rows);
}

const countOf = ({ median, budget }: PeerRow, level: Level): string => `${median[level] ?? `> ${budget}`}`;

function spreadOf({ seeds, median }: SearchResult, level: Level): string {
  const counts = seeds.map(({ evaluationsTo }) => evaluationsTo[level]).filter((count) => count != null);
  const middle = median[level];
  if (counts.length === 0) return "-";
  if (middle == null) return `not within the budget (${counts.length} of ${seeds.length} seeds)`;
  const worst = counts.length < seeds.length ? "beyond the budget" : shown(Math.max(...counts));
  return `**${shown(middle)}** (${shown(Math.min(...counts))} to ${worst})`;
}

/** Renders a count. With cheap scores, counts are not whole numbers of evaluations. */
const shown = (count: number): string => String(Number(count.toFixed(1)));
