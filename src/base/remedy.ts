import { METRICS } from "./metric.js";

/** An interface of the program, in whose words a user is told what to do. */
export type Interface = "cli" | "graphql";

/** What a user can do about a failure or a gap. `inWords` says it in the words of an interface. */
export type Remedy =
  | { readonly kind: "importProfile"; readonly device: string; readonly space?: string }
  | { readonly kind: "listProfileKeys"; readonly space: string }
  | { readonly kind: "importTable" }
  | { readonly kind: "listRuns" }
  | { readonly kind: "addMetric"; readonly name: string }
  | {
      readonly kind: "trainPredictor";
      readonly metric: string;
      readonly task: string;
      readonly device?: string;
    }
  | { readonly kind: "retractMeasurements" }
  | { readonly kind: "buildDataset"; readonly task: string; readonly isShipped: boolean }
  | { readonly kind: "trainSupernet"; readonly task: string; readonly modality: string }
  | { readonly kind: "scoreBackbones"; readonly task: string };

/** Something that a user should know, and what to do about it. */
export interface Advice {
  /** A sentence without its full stop. */
  readonly text: string;
  readonly remedy?: Remedy;
}

type Wording = Readonly<Record<Interface, string>>;

const WORDINGS: {
  readonly [Kind in Remedy["kind"]]: (remedy: Extract<Remedy, { readonly kind: Kind }>) => Wording;
} = {
  importProfile: ({ device, space }) => ({
    cli: `\`device import-profile FILE --device ${device}${option("space", space)}\` adds what is missing`,
    graphql: `the mutation importOperatorProfile adds what is missing (device "${device}"${field("spaces", space)})`,
  }),
  listProfileKeys: ({ space }) => ({
    cli: `\`device profile-template --space ${space}\` lists all`,
    graphql: `the field profileKeys of searchSpace(id: "${space}") lists all`,
  }),
  importTable: () => ({
    cli: "`samples import FILE.csv --space ID` imports one",
    graphql: "the mutation importSamples imports one",
  }),
  addMetric: ({ name }) => ({
    cli: `\`metric add ${name} --of task|device --direction min|max --unit U\` declares one of your own`,
    graphql: `the mutation addMetric declares one of your own (name "${name}")`,
  }),
  listRuns: () => ({
    cli: "`run list` shows the runs of this archive",
    graphql: "the query searchRuns lists the runs of this archive",
  }),
  trainPredictor: ({ metric, task, device }) => ({
    cli: `\`predictor train --task ${task}${option("device", device)} --metric ${metric}\` trains one`,
    graphql:
      "the mutation retrainPredictor trains one " +
      `(task "${task}"${device === undefined ? "" : `, device "${device}"`}, ${metricField(metric)})`,
  }),
  retractMeasurements: () => ({
    cli: "`measurements retract ID` takes back those that are wrong; `measurements submit` takes the right ones",
    graphql:
      "the mutation retractMeasurement takes back those that are wrong; submitMeasurements takes the right ones",
  }),
  buildDataset: ({ task, isShipped }) =>
    onTheServer(isShipped ? `dataset build ${task}` : `dataset import MANIFEST --task ${task}`),
  trainSupernet: ({ task, modality }) => onTheServer(`train supernet --task ${task} --modality ${modality}`),
  scoreBackbones: ({ task }) => onTheServer(`train supernet --task ${task} --modality NAME --scores all`),
};

const option = (name: string, value: string | undefined): string =>
  value === undefined ? "" : ` --${name} ${value}`;

const metricField = (metric: string): string =>
  METRICS.some((known) => known === metric) ? `metric ${metric.toUpperCase()}` : `ownMetric "${metric}"`;

const field = (name: string, value: string | undefined): string =>
  value === undefined ? "" : `, ${name} ["${value}"]`;

/** The wording of what no GraphQL client can do: a command on the machine of the service. */
const onTheServer = (command: string): Wording => ({
  cli: `\`harmonic ${command}\` creates it`,
  graphql: `\`harmonic ${command}\`, in the service's checkout on its machine, creates it`,
});

/** Says what to do, in the words of an interface: a clause without a full stop. */
export function inWords(remedy: Remedy, on: Interface): string {
  const wording = WORDINGS[remedy.kind] as (remedy: Remedy) => Wording;
  return wording(remedy)[on];
}

/** Joins a text and its remedy, in the words of an interface. */
export function advised({ text, remedy }: Advice, on: Interface): string {
  if (remedy === undefined) return text;
  return `${text}${text.includes(": ") ? ";" : ":"} ${inWords(remedy, on)}`;
}
