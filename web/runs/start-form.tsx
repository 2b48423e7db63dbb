import { useId, useState } from "preact/hooks";
import { ask } from "../api/ask.js";
import { catalog, may } from "../api/catalog.js";
import { type RunsQuery, StartSearchDocument, type StartSearchInput } from "../generated/operations.js";
import { go } from "../parts/location.js";

interface Fields {
  readonly task: string;
  readonly device: string;
  readonly evaluator: StartSearchInput["evaluator"];
  readonly samples: string;
  readonly strategy: NonNullable<StartSearchInput["strategy"]>;
  readonly budget: string;
  readonly seed: string;
  readonly parallel: string;
  readonly maxLatency: string;
  readonly maxEnergy: string;
  readonly minAccuracy: string;
}

const NUMBERS = [
  ["budget", "Budget", "How many networks may be evaluated, 1 to 100,000."],
  ["seed", "Seed", "The same seed, settings and measurements give the same run."],
  [
    "parallel",
    "Out at once",
    "Networks that are evaluated at the same time, 1 to 64; empty: batches of the strategy.",
  ],
  ["minAccuracy", "Lowest accuracy", "A fraction between 0 and 1; empty: no limit."],
  ["maxLatency", "Highest latency", "In milliseconds; empty: no limit."],
  ["maxEnergy", "Highest energy", "In millijoules; empty: no limit."],
] as const;

/** Starts a search, and shows the command that would do the same. */
export function StartForm({ tables }: { readonly tables: RunsQuery["sampleTables"] }) {
  const id = useId();
  const { tasks = [], devices = [] } = catalog.state.value.data ?? {};
  const [fields, setFields] = useState<Fields>({
    ...{
      task: tasks[0]?.key ?? "",
      device: devices[0]?.key ?? "",
      evaluator: "TABLE",
      samples: tables[0]?.key ?? "",
    },
    ...{
      strategy: "SURROGATE",
      budget: "100",
      seed: "1",
      parallel: "",
      maxLatency: "",
      maxEnergy: "",
      minAccuracy: "",
    },
  });
  const [problem, setProblem] = useState<string | undefined>();
  if (!may("WRITE")) return <p class="faint">Starting a search needs a token of role write.</p>;
  const set = (changes: Partial<Fields>) => setFields({ ...fields, ...changes });
  const start = async (event: Event) => {
    event.preventDefault();
    setProblem(undefined);
    try {
      const { startSearch } = await ask(StartSearchDocument, { input: inputOf(fields) });
      if (startSearch.__typename === "StartSearchSuccess") go(`/runs/${startSearch.run.key}`);
      else setProblem(startSearch.message);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  const space = tasks.find(({ key }) => key === fields.task)?.space.key;
  const own = tables.filter((table) => table.space.key === space);
  return (
    <form class="panel form" onSubmit={start} aria-label="Start a search">
      <h2>Start a search</h2>
      <div class="form-grid">
        <Select
          id={`${id}task`}
          label="Task"
          help="The networks and their accuracy."
          value={fields.task}
          options={tasks.map(({ key }) => [key, key])}
          set={(task) => set({ task })}
        />
        <Select
          id={`${id}device`}
          label="Device"
          help="Whose latency and energy count."
          value={fields.device}
          options={devices.map(({ key }) => [key, key])}
          set={(device) => set({ device })}
        />
        <Select
          id={`${id}evaluator`}
          label="Evaluated by"
          value={fields.evaluator}
          help="A table replays known values, training trains here, external waits for workers."
          options={[
            ["TABLE", "a table"],
            ["TRAINING", "training here"],
            ["EXTERNAL", "external workers"],
          ]}
          set={(evaluator) => set({ evaluator: evaluator as Fields["evaluator"] })}
        />
        {fields.evaluator === "TABLE" && (
          <Select
            id={`${id}samples`}
            label="Table"
            help="An imported table of the task's search space."
            value={own.some(({ key }) => key === fields.samples) ? fields.samples : ""}
            options={[
              ["", own.length === 0 ? "no table of this search space" : "choose one"],
              ...own.map(({ key, rows }): [string, string] => [
                key,
                `${key} (${rows.toLocaleString("en")} rows)`,
              ]),
            ]}
            set={(samples) => set({ samples })}
          />
        )}
        <Select
          id={`${id}strategy`}
          label="Strategy"
          value={fields.strategy}
          help="How networks are proposed: by models of what was seen, by evolution, or at random."
          options={[
            ["SURROGATE", "surrogate models"],
            ["NSGA2", "NSGA-II"],
            ["RANDOM", "random"],
          ]}
          set={(strategy) => set({ strategy: strategy as Fields["strategy"] })}
        />
        {NUMBERS.map(([name, label, help]) => (
          <div class="field" key={name}>
            <label for={id + name}>{label}</label>
            <input
              id={id + name}
              type="number"
              min="0"
              step="any"
              aria-describedby={`${id}${name}help`}
              value={fields[name]}
              required={name === "budget"}
              onInput={(event) => set({ [name]: event.currentTarget.value })}
            />
            <small class="faint" id={`${id}${name}help`}>
              {help}
            </small>
          </div>
        ))}
      </div>
      <p class="faint">The same on the command line:</p>
      <pre class="code" tabindex={0}>
        {commandOf(fields)}
      </pre>
      <p class="problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="primary">
        Start the search
      </button>
    </form>
  );
}

function Select({
  id,
  label,
  help,
  value,
  options,
  set,
}: {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly options: readonly (readonly [key: string, words: string])[];
  readonly set: (value: string) => void;
}) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-describedby={`${id}help`}
        onChange={(event) => set(event.currentTarget.value)}
      >
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
      <small class="faint" id={`${id}help`}>
        {help}
      </small>
    </div>
  );
}

const numberOf = (text: string): number | undefined => (text.trim() === "" ? undefined : Number(text));

function inputOf(fields: Fields): StartSearchInput {
  const { task, device, evaluator, samples, strategy } = fields;
  const [seed, parallel] = [numberOf(fields.seed), numberOf(fields.parallel)];
  const limits = Object.entries({
    minAccuracy: numberOf(fields.minAccuracy),
    maxLatency: numberOf(fields.maxLatency),
    maxEnergy: numberOf(fields.maxEnergy),
  }).filter(([, value]) => value !== undefined);
  return {
    ...{ task, devices: [device], evaluator, strategy, budget: Number(fields.budget) },
    ...(evaluator === "TABLE" && samples !== "" && { samples }),
    ...(seed !== undefined && { seed }),
    ...(parallel !== undefined && { parallel }),
    ...(limits.length > 0 && { constraints: Object.fromEntries(limits) }),
  };
}

/** The command that starts the same search. A table is named by its file there, which is imported first. */
function commandOf(fields: Fields): string {
  const { task, device, evaluator, samples, strategy, budget } = fields;
  const options: readonly (readonly [string, string])[] = [
    ["seed", fields.seed],
    ["parallel", fields.parallel],
    ["min-accuracy", fields.minAccuracy],
    ["max-latency", fields.maxLatency],
    ["max-energy", fields.maxEnergy],
  ];
  const given = options.filter(([, value]) => value !== "").map(([name, value]) => `--${name} ${value}`);
  const table = evaluator === "TABLE" ? [`--samples ${samples || "FILE"}.csv`] : [];
  return [
    `npx harmonic search --task ${task} --device ${device} --budget ${budget}`,
    [
      `--evaluator ${evaluator.toLowerCase()}`,
      ...table,
      `--strategy ${strategy.toLowerCase()}`,
      ...given,
    ].join(" "),
  ].join(" \\\n  ");
}
