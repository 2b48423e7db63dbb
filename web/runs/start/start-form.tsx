import { useState } from "preact/hooks";
import { ask } from "../../api/ask.js";
import { catalog, may } from "../../api/catalog.js";
import { defaultView } from "../../front/defaults.js";
import { type CatalogQuery, type RunsQuery, StartSearchDocument } from "../../generated/operations.js";
import { DevicePicks } from "../../parts/forms/device-picks.js";
import { GeneChoices } from "../../parts/forms/gene-choices.js";
import { go, params } from "../../parts/location.js";
import { wordsOf } from "../../parts/metrics.js";
import { CheapScores } from "./cheap-scores.js";
import { commandOf } from "./command.js";
import { NumberField, Part, Select } from "./controls.js";
import { type Fields, firstFields, limitables, objectiveNames, scoresOf, tablesOf } from "./fields.js";
import { Objectives } from "./objectives.js";
import { requestOf } from "./request.js";

/** Most devices of one search. */
const MOST_DEVICES = 8;

/** Starts a search, and shows the command that would do the same. */
export function StartForm({ tables }: { readonly tables: RunsQuery["sampleTables"] }) {
  const { data } = catalog.state.value;
  if (!may("WRITE")) return <p class="faint">Starting a search needs a token of role write.</p>;
  return data === undefined ? null : <Form catalog={data} tables={tables} />;
}

function Form({
  catalog: data,
  tables,
}: {
  readonly catalog: CatalogQuery;
  readonly tables: RunsQuery["sampleTables"];
}) {
  const { metrics } = data;
  const [fields, setFields] = useState<Fields>(() => firstFields(data, tables, viewed(data)));
  const [problem, setProblem] = useState<string | undefined>();
  const set = (changes: Partial<Fields>) => setFields({ ...fields, ...changes });
  const input = requestOf(fields, metrics);
  const space = data.tasks.find(({ key }) => key === fields.task)?.space.key;
  const start = async (event: Event) => {
    event.preventDefault();
    setProblem(undefined);
    try {
      const { startSearch } = await ask(StartSearchDocument, { input });
      if (startSearch.__typename === "StartSearchSuccess") go(`/runs/${startSearch.run.key}`);
      else setProblem(startSearch.message);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  const parts = { fields, set, data, tables };
  return (
    <form class="panel form" onSubmit={start} aria-label="Start a search">
      <h2>Start a search</h2>
      <Goal {...parts} />
      <Way {...parts} />
      <Part title="Limits: networks beyond them are not wanted">
        {limitables(fields.devices, metrics).map(({ name, metric, device, unit, isLowest }) => (
          <NumberField
            key={name}
            label={[
              MOST[metric] ?? `${isLowest ? "Lowest" : "Highest"} ${wordsOf(metric, fields.task)}`,
              ...(device === undefined ? [] : [`on ${device}`]),
            ].join(" ")}
            help={HELP[metric] ?? `In ${unit || "its own unit"}.`}
            placeholder="no limit"
            value={fields.limits[name] ?? ""}
            set={(value) => set({ limits: { ...fields.limits, [name]: value } })}
          />
        ))}
        <GeneChoices key={space} space={space} limits={fields.genes ?? {}} set={(genes) => set({ genes })} />
      </Part>
      <Ends {...parts} />
      <p class="faint">The same on the command line:</p>
      <pre class="code" tabindex={0}>
        {commandOf(input)}
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

/** What is said of limits on the size of networks. */
const MOST: Readonly<Record<string, string>> = { params: "Most weights", macs: "Most multiply-accumulates" };

const HELP: Readonly<Record<string, string>> = {
  accuracy: "A fraction between 0 and 1.",
  params: "Number of parameters of the network.",
  macs: "Number of them for one example.",
  latency: "Milliseconds of one inference.",
  energy: "Millijoules of one inference.",
};

interface PartProps {
  readonly fields: Fields;
  readonly set: (changes: Partial<Fields>) => void;
  readonly data: CatalogQuery;
  readonly tables: RunsQuery["sampleTables"];
}

function Goal({ fields, set, data, tables }: PartProps) {
  const names = objectiveNames(fields.devices, data.metrics);
  return (
    <Part title="What is wanted">
      <Select
        label="Task"
        help="The networks and their accuracy."
        value={fields.task}
        options={data.tasks.map(({ key }) => [key, key])}
        set={(task) => set({ task, genes: undefined, samples: tablesOf(data, tables, task)[0]?.key ?? "" })}
      />
      <DevicePicks
        devices={data.devices}
        chosen={fields.devices}
        most={MOST_DEVICES}
        more="And good on"
        help="Whose latency and energy count."
        set={(devices) => set({ devices, objectives: [], limits: {} })}
      />
      <Objectives
        task={fields.task}
        names={names}
        chosen={fields.objectives}
        set={(objectives) => set({ objectives })}
      />
    </Part>
  );
}

function Way({ fields, set, data, tables }: PartProps) {
  const own = tablesOf(data, tables, fields.task);
  const { evaluator, strategy } = fields;
  const table = own.find(({ key }) => key === fields.samples);
  return (
    <Part title="How it is searched">
      <Select
        label="Evaluated by"
        value={evaluator}
        help="A table replays known values, training trains here, external waits for workers."
        options={[
          ["TABLE", "a table"],
          ["TRAINING", "training here"],
          ["EXTERNAL", "external workers"],
        ]}
        set={(next) => set({ evaluator: next as Fields["evaluator"] })}
      />
      {evaluator === "TABLE" && (
        <Select
          label="Table"
          help="An imported table of the task's search space."
          value={table?.key ?? ""}
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
        label="Strategy"
        value={strategy}
        help="How networks are proposed: by models of what was seen, by evolution, or at random."
        options={[
          ["SURROGATE", "surrogate models"],
          ["NSGA2", "NSGA-II"],
          ["RANDOM", "random"],
        ]}
        set={(next) => set({ strategy: next as Fields["strategy"] })}
      />
      <NumberField
        label="Seed"
        help="The same seed, settings and measurements give the same run."
        placeholder="1"
        value={fields.seed}
        set={(seed) => set({ seed })}
      />
      <NumberField
        label="Out at once"
        help="Networks that are evaluated at the same time, 1 to 64."
        placeholder="batches of the strategy"
        value={fields.parallel}
        set={(parallel) => set({ parallel })}
      />
      {strategy === "SURROGATE" && evaluator !== "EXTERNAL" && (
        <CheapScores
          scores={fields.fidelities}
          proposed={
            evaluator === "TABLE" ? scoresOf(table, fields.task) : ["epochs_1", "epochs_2", "epochs_5"]
          }
          help={
            "Early scores that tell roughly how accurate a network is, at a fraction (between 0 and 1) of the cost " +
            "of an evaluation; they are " +
            `${evaluator === "TABLE" ? "columns of the table" : "epochs_N, after N epochs"}.`
          }
          set={(fidelities) => set({ fidelities })}
        />
      )}
    </Part>
  );
}

function Ends({ fields, set }: PartProps) {
  return (
    <Part title="When it ends">
      <NumberField
        label="Budget"
        help="How many networks may be evaluated, 1 to 100,000."
        value={fields.budget}
        set={(budget) => set({ budget })}
      />
      <NumberField
        label="Time limit"
        help="Seconds of execution."
        placeholder="no limit"
        value={fields.timeLimit}
        set={(timeLimit) => set({ timeLimit })}
      />
      <NumberField
        label="Plateau"
        help="Ends once the hypervolume grows by less than this fraction; 0.001 is 0.1 %."
        placeholder="never"
        value={fields.plateau}
        set={(plateau) => set({ plateau })}
      />
      {fields.plateau !== "" && (
        <NumberField
          label="Evaluations of the plateau"
          help="Over how many evaluations its growth is measured."
          placeholder="30"
          value={fields.window}
          set={(text) => set({ window: text })}
        />
      )}
    </Part>
  );
}

/** The task and devices that the address names, else those that are shown first. */
function viewed(data: CatalogQuery): { readonly task?: string; readonly devices: readonly string[] } {
  const { task, device } = defaultView(data);
  const [asked, devices] = ["task", "device"].map((name) => params.value.get(name) ?? undefined);
  const first = asked ?? task;
  return {
    ...(first !== undefined && { task: first }),
    devices: devices?.split(",") ?? (device === undefined ? [] : [device]),
  };
}
