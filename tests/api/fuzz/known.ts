import type { Known } from "./values.js";

const QUERY = `{
  tasks { id key }
  devices { id key }
  searchSpaces { id key }
  sampleTables { id key }
  predictors { id key }
  searchRuns(first: 10) { nodes { id key } }
  architectures(first: 30) {
    nodes { id key genes }
    edges { cursor }
  }
  measurements(first: 10) { nodes { id key } edges { cursor } }
}`;

interface Named {
  readonly id: string;
  readonly key: string;
}

type Page<T> = { readonly nodes: readonly T[]; readonly edges: readonly { readonly cursor: string }[] };

interface Answer {
  readonly tasks: readonly Named[];
  readonly devices: readonly Named[];
  readonly searchSpaces: readonly Named[];
  readonly sampleTables: readonly Named[];
  readonly predictors: readonly Named[];
  readonly searchRuns: Page<Named>;
  readonly architectures: Page<Named & { readonly genes: unknown }>;
  readonly measurements: Page<Named>;
}

/** Asks a server for the names that its archive knows, by the beginnings of the arguments that take them. */
export async function knownNames(url: string, authorization?: string): Promise<Known> {
  const response = await fetch(url, {
    method: "POST",
    body: JSON.stringify({ query: QUERY }),
    headers: {
      "content-type": "application/json",
      ...(authorization === undefined ? {} : { authorization }),
    },
  });
  const { data, errors } = (await response.json()) as { data?: Answer; errors?: unknown };
  if (data === undefined) throw new Error(`the archive's names were refused: ${JSON.stringify(errors)}`);
  const names = (all: readonly Named[]) => all.flatMap(({ id, key }) => [id, key]);
  const ids = [
    ...names(data.architectures.nodes),
    ...names(data.measurements.nodes),
    ...names(data.predictors),
    ...names(data.searchRuns.nodes),
  ];
  return {
    task: names(data.tasks),
    device: names(data.devices),
    space: names(data.searchSpaces),
    sample: names(data.sampleTables),
    import: names(data.sampleTables),
    architecture: names(data.architectures.nodes),
    run: names(data.searchRuns.nodes),
    after: [...data.architectures.edges, ...data.measurements.edges].map(({ cursor }) => cursor),
    metric: ["accuracy", "latency", "energy"],
    objective: ["accuracy", "latency", "jetson-tx2.latency"],
    family: ["gaussian-process", "ridge"],
    format: ["onnx", "ofa", "pytorch"],
    genes: data.architectures.nodes.map(({ genes }) => JSON.stringify(genes)),
    id: ids,
  };
}
