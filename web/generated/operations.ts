/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A kind of cheap score that the search may request; see `CheapFidelity`. */
export type CheapFidelityInput = {
  /** Cost of one score as a fraction of the cost of an evaluation, above 0 and below 1. */
  readonly cost: number;
  /** A column of the table, or with TRAINING `epochs_N`: the accuracy after N epochs of training. */
  readonly name: string;
};

/** The kind of values in a column of a table. */
export type ColumnKind =
  /** Accuracy on the task that the column names: fraction in [0, 1]. */
  | 'ACCURACY'
  /** Standard deviation of the accuracy on the task that the column names: fraction. */
  | 'ACCURACY_SD'
  /** Energy on the device that the column names: millijoules. */
  | 'ENERGY'
  /** Standard deviation of the energy on the device that the column names: millijoules. */
  | 'ENERGY_SD'
  /** Number of examples that the accuracy on the task that the column names was scored on. */
  | 'EXAMPLES'
  /** Latency on the device that the column names: milliseconds. */
  | 'LATENCY'
  /** Standard deviation of the latency on the device that the column names: milliseconds. */
  | 'LATENCY_SD'
  /** Values that are no metric, e.g. remarks or a cheap score. */
  | 'NOTE'
  /** A metric that a user declared, in its unit. */
  | 'OWN';

/** Limits on networks. A limit that is left out does not apply. */
export type Constraints = {
  /** Choices of genes: a map gene -> the choice it must have, or a list of the choices that it may have. */
  readonly genes?: unknown;
  /**
   * Limits on metrics that users declared, each at most once. One on a metric of devices applies to each of several
   * devices; one on `DEVICE.NAME`, with the key of the device, replaces it there.
   */
  readonly limits?: ReadonlyArray<MetricLimitInput> | null | undefined;
  /** Highest energy: millijoules, above 0. Of several devices, it applies to each. */
  readonly maxEnergy?: number | null | undefined;
  /** Highest latency: milliseconds, above 0. Of several devices, it applies to each. */
  readonly maxLatency?: number | null | undefined;
  /** Largest number of multiply-accumulates of one example. */
  readonly maxMacs?: number | null | undefined;
  /** Largest number of weights. */
  readonly maxParams?: number | null | undefined;
  /** Lowest accuracy: fraction in [0, 1]. */
  readonly minAccuracy?: number | null | undefined;
  /** Limits on the costs of single devices, at most one entry for each. They replace `maxLatency` and `maxEnergy` there. */
  readonly perDevice?: ReadonlyArray<DeviceLimits> | null | undefined;
};

/** Limits on the costs of one device; at least one must be given. */
export type DeviceLimits = {
  /** Id or key of the device, which must be one of those that the question or search is about. */
  readonly device: string;
  /** Highest energy on this device: millijoules, above 0. */
  readonly maxEnergy?: number | null | undefined;
  /** Highest latency on this device: milliseconds, above 0. */
  readonly maxLatency?: number | null | undefined;
};

/** What became of a network that a search run proposed. */
export type EvaluationStatus =
  /** It was evaluated, or scored cheaply. */
  | 'DONE'
  /** It could not be evaluated; `reason` says why. It is not proposed again. */
  | 'FAILED'
  /** An external run waits for its measurements, or will once it is resumed. */
  | 'PENDING';

/** What evaluates the networks that a search proposes. */
export type EvaluatorKind =
  /** Waits for measurements that clients submit. `SearchProgress.pending` lists the networks to be measured. */
  | 'EXTERNAL'
  /** Replays an imported table of measured networks (`samples`). */
  | 'TABLE'
  /**
   * Trains the networks on the machine of this service. Costs come from operator profiles; those of a device without one
   * are predicted, which needs a predictor in use of each cost.
   */
  | 'TRAINING';

/** A format that networks are exported in. Every folder has `model.onnx`, `manifest.json`, `run.py` and `run.mjs`. */
export type ExportFormat =
  /** Also {ks, e, d, r} of Once-for-All; for networks of the space `ofa-mobilenet-v3` only. */
  | 'OFA'
  /** ONNX, operator set 17. */
  | 'ONNX'
  /** Also the genotype, the weights as safetensors and a Python module that builds the network. */
  | 'PYTORCH';

/** Where the weights of an exported network come from. */
export type ExportWeights =
  /** Random ones of a seed: right for measuring costs, useless for classifying. */
  | 'SEEDED'
  /** Those of a network that was trained for the task and is kept on the server. */
  | 'TRAINED';

/** What a finding is about. */
export type FindingKind =
  /** Repeats of the same network differ far more than their spread. */
  | 'CLASH'
  /**
   * A batch (another runtime, power mode, batch size, day or origin) differs from the rest by a common factor: it was
   * measured under other conditions, for example with another firmware.
   */
  | 'CONDITIONS'
  /** New measurements lie outside their predictor's 90 % intervals more often than chance allows. */
  | 'DRIFT'
  /** Single values are far from what is expected. */
  | 'OUTLIER'
  /** Latency and energy fit only if they are interchanged. */
  | 'SWAPPED'
  /** From some moment on, all values are larger by a common factor: the device throttled. */
  | 'THROTTLING'
  /** Values are about 1000 times, or a thousandth of, what is expected: another unit. */
  | 'UNIT';

/** An operator profile to import. */
export type ImportOperatorProfileInput = {
  /**
   * One or several profiles, merged: objects of operator key -> `{"lat": ms, "enrg": mJ}` (the reference format) or, for a
   * search space whose layers are not known, cost tables: lists of `{gene, choice, latency, energy}` (ms, mJ) or CSV texts
   * with these columns. The costs of an architecture's layers, or of its choices, are summed. The energy may be left out
   * of all entries: architectures then have no energy by the profile.
   */
  readonly content: ReadonlyArray<unknown>;
  /** Id or key of the device; a new key creates the device. */
  readonly device: string;
  /** Whether the answer only says what would be stored, and nothing changes; false if left out. */
  readonly dryRun?: boolean | null | undefined;
  /** Where the numbers come from, e.g. a file or a publication. */
  readonly source?: string | null | undefined;
  /**
   * Ids or keys of the search spaces that the entries are for; all spaces (fusion operators) if left out. Cost tables need
   * it.
   */
  readonly spaces?: ReadonlyArray<string> | null | undefined;
};

/** A table to import. */
export type ImportSamplesInput = {
  /** The table as CSV text with a header line. Import large files on the command line (`harmonic samples import`). */
  readonly csv: string;
  /** A column in which equal values mark rows of the same network. Of these rows the first is kept. */
  readonly distinct?: string | null | undefined;
  /** Whether the answer only says what would be stored, and nothing changes; false if left out. */
  readonly dryRun?: boolean | null | undefined;
  /** Whether the values are stored as measurements; true if left out. If false, the table is for replaying only. */
  readonly measurements?: boolean | null | undefined;
  /** Name of the table: 1 to 100 letters, digits, `.`, `_` or `-`. `startSearch` takes it as `samples`. */
  readonly name: string;
  /** Id or key of the search space of its networks. */
  readonly space: string;
};

/**
 * A built-in quantity that is measured, predicted and optimised. A metric that a user declared (`addMetric`) is named in
 * fields beside those of this type, such as `ownObjectives`.
 */
export type Metric =
  /** Top-1 validation accuracy on a task: a fraction in [0, 1], maximised. */
  | 'ACCURACY'
  /** Energy of one inference on a device: millijoules, minimised. */
  | 'ENERGY'
  /** Time of one inference on a device: milliseconds, minimised. */
  | 'LATENCY';

/** Which values of a metric are better. */
export type MetricDirection =
  /** Larger ones. */
  | 'MAX'
  /** Smaller ones. */
  | 'MIN';

/** A limit on a metric that a user declared. */
export type MetricLimitInput = {
  /** Largest value, in the metric's unit, at least 0. It must be given where smaller values are better, and only there. */
  readonly max?: number | null | undefined;
  /** Name of the metric; or `DEVICE.NAME`, with the key of the device, for one of several devices. */
  readonly metric: string;
  /** Smallest value, in the metric's unit, at least 0. It must be given where larger values are better, and only there. */
  readonly min?: number | null | undefined;
};

/** What a metric belongs to. */
export type MetricOwner =
  /** A device, as latency does. */
  | 'DEVICE'
  /** A task, as accuracy does. */
  | 'TASK';

/** A value of a metric that a user declared. */
export type MetricValueInput = {
  /** Name of the metric. */
  readonly name: string;
  /** The value, in the metric's unit, at least 0. */
  readonly value: number;
};

/** When the front of a run counts as one that has stopped growing. */
export type PlateauInput = {
  /**
   * Relative growth of the hypervolume, above 0 and below 1 (0.001 is 0.1 %). The run ends if the last `window`
   * evaluations raised the hypervolume by less, unless its strategy expects more of the next `window` evaluations.
   */
  readonly gain: number;
  /** Number of evaluations over which growth is measured, at least 1; 30 if left out. */
  readonly window?: number | null | undefined;
};

/** How to choose one network. */
export type Preference = {
  /**
   * Id or key of the device of CHEAPEST. If left out in a question about several devices, the point with the lowest
   * geometric mean of the metric over them is chosen.
   */
  readonly device?: string | null | undefined;
  /** The rule of choice. */
  readonly kind: PreferenceKind;
  /** The metric of CHEAPEST: LATENCY or ENERGY. It must be given with CHEAPEST. */
  readonly metric?: Metric | null | undefined;
  /** The weights of WEIGHTED. They must be given with WEIGHTED. */
  readonly weights?: Weights | null | undefined;
};

/** How one point of a front is chosen. */
export type PreferenceKind =
  /** The point with the highest accuracy among those that keep the constraints. */
  | 'ACCURACY'
  /** The point with the lowest `metric` among those that keep the constraints. */
  | 'CHEAPEST'
  /** The knee: the point beyond which a small gain in one objective costs much in the others. */
  | 'KNEE'
  /** TOPSIS with `weights`: nearest to the best and farthest from the worst value of every objective. */
  | 'WEIGHTED';

/** A predictor to train. */
export type RetrainPredictorInput = {
  /** Id or key of the device. It must be given for LATENCY, ENERGY and other metrics of devices. */
  readonly device?: string | null | undefined;
  /** Name of the model family; chosen by cross-validation if left out. */
  readonly family?: string | null | undefined;
  /** The built-in metric to predict. Either this or `ownMetric` must be given. */
  readonly metric?: Metric | null | undefined;
  /** Name of the metric to predict if a user declared it. */
  readonly ownMetric?: string | null | undefined;
  /** Random seed, a whole number from 0 to 2147483647; 1 if left out. */
  readonly seed?: number | null | undefined;
  /** Id or key of the task: its accuracy is predicted, or latency or energy in its search space. */
  readonly task: string;
};

/** What a viewer may do. Each role may do what those before it may. */
export type Role =
  /** Administrate: also tokens, the audit trail and deletion. */
  | 'ADMIN'
  /** Ask: queries, subscriptions and downloads. */
  | 'READ'
  /** Change: also measurements, imports, searches, training and evaluations. */
  | 'WRITE';

/** The state of a search run. */
export type SearchRunStatus =
  /** The run was stopped by `cancelSearch`. `resumeSearch` continues it. */
  | 'CANCELLED'
  /** The run cannot go on. `reason` says why. */
  | 'FAILED'
  /**
   * The run was ended by a rule. `stoppedBy` says by which. After `BUDGET`, `resumeSearch` with a larger budget continues
   * it.
   */
  | 'FINISHED'
  /** The run was stopped by the end of its process. `resumeSearch` continues it. */
  | 'INTERRUPTED'
  /**
   * The run waits for its turn: a server executes at most 2 runs with the evaluator `TABLE` or `TRAINING` at the same
   * time, and 32 with `EXTERNAL`. `cancelSearch` takes it out of the queue.
   */
  | 'QUEUED'
  /** The run is being executed. */
  | 'RUNNING';

/** The strategy by which a search proposes networks. */
export type SearchStrategy =
  /** NSGA-II, an evolutionary algorithm, with constrained dominance. */
  | 'NSGA2'
  /** Random search: uniform over distinct networks. */
  | 'RANDOM'
  /** Surrogate models, trained on the evaluated networks, and an acquisition function. */
  | 'SURROGATE';

/** Where a number comes from. In an argument `sources`: where the metrics of a point may come from. */
export type Source =
  /** Summed over the layers from a device's measured operator profile: an additive model, not a measurement. */
  | 'COST_MODEL'
  /** Measured: from an imported table, a client or a search run. */
  | 'MEASURED'
  /** Predicted by a model trained on measurements of other networks. */
  | 'PREDICTED';

/** The part of a data set on which an accuracy was measured. */
export type Split =
  /** The part that is used once, for final networks. Test and validation accuracies are never mixed. */
  | 'TEST'
  /** The origin does not say which part it was. */
  | 'UNSPECIFIED'
  /** The part that searches and fronts use. */
  | 'VALIDATION';

/** A search to start. */
export type StartSearchInput = {
  /** Number of networks that may be evaluated, 1 to 100,000. Cheap scores count at their cost. */
  readonly budget: number;
  /** Limits that the networks have to keep. */
  readonly constraints?: Constraints | null | undefined;
  /** Ids or keys of 1 to 8 devices. */
  readonly devices: ReadonlyArray<string>;
  /** What evaluates the networks. */
  readonly evaluator: EvaluatorKind;
  /** Up to 4 kinds of cheap scores that SURROGATE may request, with TABLE or TRAINING; none if left out. */
  readonly fidelities?: ReadonlyArray<CheapFidelityInput> | null | undefined;
  /**
   * Names this request, 1 to 200 characters. Repeated with the same key, also at the same time, it starts nothing more and
   * answers with the run that it started; with the same key, another request is a ConflictProblem.
   */
  readonly idempotencyKey?: string | null | undefined;
  /**
   * The objectives by name instead of `objectives` and `ownObjectives`: the name of a metric or, for a metric of one of
   * several devices, such as `DEVICE.latency`, with the key of the device.
   */
  readonly objectiveNames?: ReadonlyArray<string> | null | undefined;
  /**
   * The built-in metrics to optimise; with `ownObjectives` left out, too: accuracy and every cost of the devices. Another
   * metric only has to keep its limit, and is ignored if it has none.
   */
  readonly objectives?: ReadonlyArray<Metric> | null | undefined;
  /** Names of metrics that users declared, to be optimised beside `objectives`; one of devices is so on every device. */
  readonly ownObjectives?: ReadonlyArray<string> | null | undefined;
  /**
   * Number of networks that are out (proposed, and not yet answered) at the same time, 1 to 64; as soon as one is
   * answered, another is proposed. Left out, the strategy hands out batches, and a table or a training takes the networks
   * of a batch one after the other. On one machine, more trainings than it has cores take no less time.
   */
  readonly parallel?: number | null | undefined;
  /** The rule that ends the run once its front has stopped growing; none if left out. */
  readonly plateau?: PlateauInput | null | undefined;
  /** Id or key of the imported table; must be given with TABLE. */
  readonly samples?: string | null | undefined;
  /** Random seed, a whole number from 0 to 4294967295; 1 if left out. */
  readonly seed?: number | null | undefined;
  /** The strategy by which networks are proposed; SURROGATE if left out. */
  readonly strategy?: SearchStrategy | null | undefined;
  /** Id or key of the task. */
  readonly task: string;
  /** Seconds of execution after which the run ends, above 0; no limit if left out. */
  readonly timeLimitSeconds?: number | null | undefined;
};

/** The rule that ended a search run. */
export type StopRule =
  /** The budget of evaluations is spent. */
  | 'BUDGET'
  /** Nothing is left to evaluate. */
  | 'EXHAUSTED'
  /** The front has stopped growing, by the run's plateau rule. */
  | 'PLATEAU'
  /** The time limit is reached. */
  | 'TIME';

/**
 * Weights of the objectives. Only their ratios matter, and at least one must be above 0. In a question about several
 * devices, the weight of a cost applies on each of them.
 */
export type Weights = {
  /** Weight of accuracy, at least 0; 0 if left out. */
  readonly accuracy?: number | null | undefined;
  /** Weight of energy, at least 0; 0 if left out. */
  readonly energy?: number | null | undefined;
  /** Weight of latency, at least 0; 0 if left out. */
  readonly latency?: number | null | undefined;
  /**
   * Weights of metrics that users declared, at least 0 each; 0 for those left out. In a question about several devices,
   * `DEVICE.NAME` is the weight of a metric on one of them.
   */
  readonly metrics?: ReadonlyArray<MetricValueInput> | null | undefined;
};

export type PredictorPartsFragment = { readonly id: string, readonly key: string, readonly version: number, readonly promoted: boolean, readonly unusable: string | null, readonly family: string, readonly trainedOn: number, readonly createdAt: string, readonly metric: Metric | null, readonly ownMetric: string | null, readonly space: { readonly key: string }, readonly task: { readonly key: string } | null, readonly device: { readonly key: string } | null, readonly quality: { readonly networks: number, readonly kendallTau: number, readonly mae: number, readonly coverage90: number }, readonly contest: { readonly reason: string, readonly entries: ReadonlyArray<{ readonly family: string, readonly kendallTau: number, readonly intervalScore90: number, readonly score: number }> } | null };

export type DeviceQueryVariables = Exact<{
  id: string;
}>;


export type DeviceQuery = { readonly device: { readonly key: string, readonly name: string, readonly description: string, readonly runtime: string, readonly batch: number, readonly measured: number, readonly predictors: ReadonlyArray<{ readonly id: string, readonly key: string, readonly version: number, readonly promoted: boolean, readonly unusable: string | null, readonly family: string, readonly trainedOn: number, readonly createdAt: string, readonly metric: Metric | null, readonly ownMetric: string | null, readonly space: { readonly key: string }, readonly task: { readonly key: string } | null, readonly device: { readonly key: string } | null, readonly quality: { readonly networks: number, readonly kendallTau: number, readonly mae: number, readonly coverage90: number }, readonly contest: { readonly reason: string, readonly entries: ReadonlyArray<{ readonly family: string, readonly kendallTau: number, readonly intervalScore90: number, readonly score: number }> } | null }> } | null };

export type DeviceHealthQueryVariables = Exact<{
  id: string;
}>;


export type DeviceHealthQuery = { readonly device: { readonly notes: ReadonlyArray<string>, readonly known: ReadonlyArray<{ readonly space: { readonly key: string }, readonly tasks: ReadonlyArray<{ readonly key: string }>, readonly measured: ReadonlyArray<{ readonly metric: string, readonly networks: number }>, readonly profile: { readonly entries: number, readonly needed: number, readonly missing: number, readonly covers: ReadonlyArray<string> } | null }>, readonly findings: ReadonlyArray<{ readonly kind: FindingKind, readonly metric: string, readonly text: string, readonly cause: string, readonly advice: ReadonlyArray<string>, readonly count: number }>, readonly next: ReadonlyArray<{ readonly notes: ReadonlyArray<string>, readonly task: { readonly key: string }, readonly architectures: ReadonlyArray<{ readonly key: string, readonly genes: unknown }> }> } | null };

export type RestoreMutationVariables = Exact<{
  id: string;
}>;


export type RestoreMutation = { readonly restorePredictor:
    | { readonly __typename: 'ConflictProblem', readonly message: string }
    | { readonly __typename: 'InvalidInputProblem', readonly message: string }
    | { readonly __typename: 'MissingProfileEntriesProblem', readonly message: string }
    | { readonly __typename: 'NotEnoughDataProblem', readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly message: string }
    | { readonly __typename: 'RestorePredictorSuccess' }
    | { readonly __typename: 'UnavailableProblem', readonly message: string }
   };

export type RetrainMutationVariables = Exact<{
  input: RetrainPredictorInput;
}>;


export type RetrainMutation = { readonly retrainPredictor:
    | { readonly __typename: 'ConflictProblem', readonly message: string }
    | { readonly __typename: 'InvalidInputProblem', readonly message: string }
    | { readonly __typename: 'MissingProfileEntriesProblem', readonly message: string }
    | { readonly __typename: 'NotEnoughDataProblem', readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly message: string }
    | { readonly __typename: 'RetrainPredictorSuccess', readonly promoted: boolean, readonly reason: string }
    | { readonly __typename: 'UnavailableProblem', readonly message: string }
   };

export type SpacesQueryVariables = Exact<{ [key: string]: never; }>;


export type SpacesQuery = { readonly searchSpaces: ReadonlyArray<{ readonly key: string }> };

export type ImportTableMutationVariables = Exact<{
  input: ImportSamplesInput;
}>;


export type ImportTableMutation = { readonly importSamples:
    | { readonly __typename: 'ConflictProblem', readonly message: string }
    | { readonly __typename: 'ImportSamplesSuccess', readonly dryRun: boolean, readonly networks: number, readonly measurements: number, readonly measurementsStored: number, readonly alreadyImported: boolean, readonly notes: ReadonlyArray<string>, readonly problems: ReadonlyArray<string>, readonly tasksCreated: ReadonlyArray<{ readonly key: string }>, readonly devicesCreated: ReadonlyArray<{ readonly key: string }>, readonly columns: ReadonlyArray<{ readonly name: string, readonly kind: ColumnKind, readonly subject: string, readonly unit: string, readonly values: number, readonly missing: number, readonly min: number | null, readonly max: number | null }> }
    | { readonly __typename: 'InvalidInputProblem', readonly message: string }
    | { readonly __typename: 'MissingProfileEntriesProblem', readonly message: string }
    | { readonly __typename: 'NotEnoughDataProblem', readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly message: string }
    | { readonly __typename: 'UnavailableProblem', readonly message: string }
   };

export type AssessmentQueryVariables = Exact<{
  id: string;
}>;


export type AssessmentQuery = { readonly node:
    | { readonly __typename: 'Architecture' }
    | { readonly __typename: 'Device' }
    | { readonly __typename: 'Measurement' }
    | { readonly __typename: 'Predictor', readonly assessment: { readonly unit: string, readonly totalCount: number, readonly notes: ReadonlyArray<string>, readonly networks: ReadonlyArray<{ readonly architecture: string, readonly measured: number, readonly predicted: number, readonly lower: number, readonly upper: number }>, readonly calibration: ReadonlyArray<{ readonly level: number, readonly coverage: number }> } }
    | { readonly __typename: 'SampleTable' }
    | { readonly __typename: 'SearchRun' }
    | { readonly __typename: 'SearchSpace' }
    | { readonly __typename: 'Task' }
    | { readonly __typename: 'Verification' }
   | null };

export type LearningCurveQueryVariables = Exact<{
  id: string;
}>;


export type LearningCurveQuery = { readonly node:
    | { readonly __typename: 'Architecture' }
    | { readonly __typename: 'Device' }
    | { readonly __typename: 'Measurement' }
    | { readonly __typename: 'Predictor', readonly learningCurve: { readonly unit: string, readonly tested: number, readonly notes: ReadonlyArray<string>, readonly steps: ReadonlyArray<{ readonly networks: number, readonly mae: number }> } }
    | { readonly __typename: 'SampleTable' }
    | { readonly __typename: 'SearchRun' }
    | { readonly __typename: 'SearchSpace' }
    | { readonly __typename: 'Task' }
    | { readonly __typename: 'Verification' }
   | null };

export type FrontHealthQueryVariables = Exact<{
  task: string;
  device: string;
  constraints?: Constraints | null | undefined;
}>;


export type FrontHealthQuery = { readonly task: { readonly space: { readonly genes: ReadonlyArray<{ readonly name: string, readonly ordered: boolean, readonly choices: ReadonlyArray<unknown> }> } } | null, readonly paretoFront: { readonly totalCount: number, readonly notes: ReadonlyArray<string>, readonly nodes: ReadonlyArray<{ readonly extrapolated: boolean, readonly accuracy: { readonly source: Source } | null, readonly latency: { readonly source: Source } | null, readonly energy: { readonly source: Source } | null, readonly architecture: { readonly genes: unknown } }> } };

export type ImportProfileMutationVariables = Exact<{
  input: ImportOperatorProfileInput;
}>;


export type ImportProfileMutation = { readonly importOperatorProfile:
    | { readonly __typename: 'ConflictProblem', readonly message: string }
    | { readonly __typename: 'ImportOperatorProfileSuccess', readonly dryRun: boolean, readonly entries: number, readonly changed: number, readonly notes: ReadonlyArray<string>, readonly device: { readonly key: string }, readonly coverage: ReadonlyArray<{ readonly needed: number, readonly missing: ReadonlyArray<string>, readonly unused: ReadonlyArray<string>, readonly space: { readonly key: string } }> }
    | { readonly __typename: 'InvalidInputProblem', readonly message: string }
    | { readonly __typename: 'MissingProfileEntriesProblem', readonly message: string }
    | { readonly __typename: 'NotEnoughDataProblem', readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly message: string }
    | { readonly __typename: 'UnavailableProblem', readonly message: string }
   };

export type CatalogQueryVariables = Exact<{ [key: string]: never; }>;


export type CatalogQuery = { readonly viewer: { readonly role: Role, readonly name: string }, readonly tasks: ReadonlyArray<{ readonly key: string, readonly name: string, readonly measured: number, readonly scoreName: string, readonly space: { readonly key: string } }>, readonly metrics: ReadonlyArray<{ readonly name: string, readonly of: MetricOwner, readonly direction: MetricDirection, readonly unit: string }>, readonly devices: ReadonlyArray<{ readonly key: string, readonly name: string, readonly measured: number }> };

export type KnownOfDevicesQueryVariables = Exact<{ [key: string]: never; }>;


export type KnownOfDevicesQuery = { readonly devices: ReadonlyArray<{ readonly key: string, readonly known: ReadonlyArray<{ readonly space: { readonly key: string }, readonly measured: ReadonlyArray<{ readonly networks: number }>, readonly profile: { readonly covers: ReadonlyArray<string> } | null }> }> };

export type SpaceGenesQueryVariables = Exact<{
  space: string;
}>;


export type SpaceGenesQuery = { readonly searchSpace: { readonly genes: ReadonlyArray<{ readonly name: string, readonly choices: ReadonlyArray<unknown> }> } | null };

export type ColumnsQueryVariables = Exact<{
  task: string;
  device: string;
  bins?: number | null | undefined;
  sources?: ReadonlyArray<Source> | null | undefined;
  genes?: unknown;
}>;


export type ColumnsQuery = { readonly frontColumns: { readonly total: number, readonly count: number, readonly bins: number | null, readonly objectiveNames: ReadonlyArray<string>, readonly ids: string, readonly front: string, readonly notes: ReadonlyArray<string>, readonly version: string, readonly metrics: ReadonlyArray<{ readonly metric: string, readonly unit: string, readonly direction: MetricDirection, readonly values: string, readonly sources: string }> } };

export type GenesQueryVariables = Exact<{
  task: string;
  device: string;
  bins?: number | null | undefined;
  genes?: unknown;
}>;


export type GenesQuery = { readonly frontColumns: { readonly count: number, readonly version: string, readonly genes: ReadonlyArray<{ readonly name: string, readonly choices: ReadonlyArray<unknown>, readonly ordered: boolean, readonly codes: string }> } };

export type EstimatedFragment = { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean };

export type FrontPointsQueryVariables = Exact<{
  task: string;
  device: string;
  constraints?: Constraints | null | undefined;
}>;


export type FrontPointsQuery = { readonly paretoFront: { readonly totalCount: number, readonly hypervolume: number, readonly hypervolumePredicted: number, readonly nodes: ReadonlyArray<{ readonly architecture: { readonly key: string, readonly genes: unknown }, readonly accuracy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null, readonly latency: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null, readonly energy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null }> } };

export type MissFragment = { readonly point: { readonly architecture: { readonly key: string }, readonly accuracy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null, readonly latency: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null, readonly energy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null }, readonly misses: { readonly byName: ReadonlyArray<{ readonly objective: string, readonly value: number }> } };

export type RecommendQueryVariables = Exact<{
  task: string;
  device: string;
  constraints?: Constraints | null | undefined;
  preference?: Preference | null | undefined;
  confidence?: number | null | undefined;
}>;


export type RecommendQuery = { readonly recommend:
    | { readonly __typename: 'ConflictProblem', readonly message: string }
    | { readonly __typename: 'Infeasible', readonly notes: ReadonlyArray<string>, readonly nearest: ReadonlyArray<{ readonly point: { readonly architecture: { readonly key: string }, readonly accuracy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null, readonly latency: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null, readonly energy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null }, readonly misses: { readonly byName: ReadonlyArray<{ readonly objective: string, readonly value: number }> } }> }
    | { readonly __typename: 'InvalidInputProblem', readonly message: string }
    | { readonly __typename: 'MissingProfileEntriesProblem', readonly message: string }
    | { readonly __typename: 'NotEnoughDataProblem', readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly message: string }
    | { readonly __typename: 'Recommendation', readonly reason: string, readonly notes: ReadonlyArray<string>, readonly point: { readonly feasibility: number, readonly extrapolated: boolean, readonly architecture: { readonly key: string, readonly genes: unknown }, readonly accuracy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null, readonly latency: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null, readonly energy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null } }
    | { readonly __typename: 'UnavailableProblem', readonly message: string }
   };

export type ExportQueryVariables = Exact<{
  task: string;
  architecture: unknown;
  format: ExportFormat;
}>;


export type ExportQuery = { readonly exportArchitecture:
    | { readonly __typename: 'ConflictProblem', readonly message: string }
    | { readonly __typename: 'ExportedArchitecture', readonly path: string, readonly weights: ExportWeights, readonly note: string | null, readonly files: ReadonlyArray<string> }
    | { readonly __typename: 'InvalidInputProblem', readonly message: string }
    | { readonly __typename: 'MissingProfileEntriesProblem', readonly message: string }
    | { readonly __typename: 'NotEnoughDataProblem', readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly message: string }
    | { readonly __typename: 'UnavailableProblem', readonly message: string }
   };

export type FrontMovesSubscriptionVariables = Exact<{
  task: string;
  device: string;
}>;


export type FrontMovesSubscription = { readonly frontChanged: { readonly hypervolume: number, readonly hypervolumePredicted: number, readonly added: ReadonlyArray<{ readonly architecture: { readonly key: string } }>, readonly removed: ReadonlyArray<{ readonly key: string }>, readonly changed: ReadonlyArray<{ readonly architecture: { readonly key: string } }> } };

export type NetworkQueryVariables = Exact<{
  key: string;
}>;


export type NetworkQuery = { readonly architecture: { readonly key: string, readonly genes: unknown, readonly partial: boolean, readonly macs: number | null, readonly params: number | null, readonly space: { readonly key: string }, readonly measurements: ReadonlyArray<{ readonly key: string, readonly accuracy: number | null, readonly accuracySd: number | null, readonly latency: number | null, readonly latencySd: number | null, readonly energy: number | null, readonly energySd: number | null, readonly examples: number | null, readonly repeats: number, readonly origin: string, readonly measuredAt: string | null, readonly retracted: boolean, readonly task: { readonly key: string } | null, readonly device: { readonly key: string } | null, readonly fidelity: { readonly split: Split, readonly training: string, readonly seeds: ReadonlyArray<number> } | null }> } | null };

export type NetworkCostQueryVariables = Exact<{
  task: string;
  device: string;
  architecture: unknown;
}>;


export type NetworkCostQuery = { readonly device: { readonly cost:
      | { readonly __typename: 'ArchitectureCost', readonly latency: number, readonly energy: number | null, readonly excluded: ReadonlyArray<string>, readonly layers: ReadonlyArray<{ readonly key: string, readonly latency: number, readonly energy: number | null }> }
      | { readonly __typename: 'ConflictProblem', readonly message: string }
      | { readonly __typename: 'InvalidInputProblem', readonly message: string }
      | { readonly __typename: 'MissingProfileEntriesProblem', readonly message: string }
      | { readonly __typename: 'NotEnoughDataProblem', readonly message: string }
      | { readonly __typename: 'NotFoundProblem', readonly message: string }
      | { readonly __typename: 'UnavailableProblem', readonly message: string }
     } | null };

export type NetworkPredictionQueryVariables = Exact<{
  task: string;
  device: string;
  architecture: unknown;
}>;


export type NetworkPredictionQuery = { readonly predict:
    | { readonly __typename: 'ConflictProblem', readonly message: string }
    | { readonly __typename: 'InvalidInputProblem', readonly message: string }
    | { readonly __typename: 'MissingProfileEntriesProblem', readonly message: string }
    | { readonly __typename: 'NotEnoughDataProblem', readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly message: string }
    | { readonly __typename: 'Predictions', readonly notes: ReadonlyArray<string>, readonly predictions: ReadonlyArray<{ readonly accuracy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null, readonly latency: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null, readonly energy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean } | null }> }
    | { readonly __typename: 'UnavailableProblem', readonly message: string }
   };

export type RetractMutationVariables = Exact<{
  id: string;
}>;


export type RetractMutation = { readonly retractMeasurement:
    | { readonly __typename: 'ConflictProblem', readonly message: string }
    | { readonly __typename: 'InvalidInputProblem', readonly message: string }
    | { readonly __typename: 'MissingProfileEntriesProblem', readonly message: string }
    | { readonly __typename: 'NotEnoughDataProblem', readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly message: string }
    | { readonly __typename: 'RetractMeasurementSuccess' }
    | { readonly __typename: 'UnavailableProblem', readonly message: string }
   };

export type RunPartsFragment = { readonly key: string, readonly budget: number, readonly evaluator: EvaluatorKind, readonly samples: string | null, readonly strategy: SearchStrategy, readonly objectiveNames: ReadonlyArray<string> | null, readonly seed: number, readonly parallel: number | null, readonly status: SearchRunStatus, readonly stoppedBy: StopRule | null, readonly reason: string | null, readonly createdAt: string, readonly endedAt: string | null, readonly evaluations: number, readonly task: { readonly key: string }, readonly devices: ReadonlyArray<{ readonly key: string }>, readonly constraints: { readonly minAccuracy: number | null, readonly maxLatency: number | null, readonly maxEnergy: number | null } };

export type RunsQueryVariables = Exact<{ [key: string]: never; }>;


export type RunsQuery = { readonly searchRuns: { readonly nodes: ReadonlyArray<{ readonly key: string, readonly budget: number, readonly evaluator: EvaluatorKind, readonly samples: string | null, readonly strategy: SearchStrategy, readonly objectiveNames: ReadonlyArray<string> | null, readonly seed: number, readonly parallel: number | null, readonly status: SearchRunStatus, readonly stoppedBy: StopRule | null, readonly reason: string | null, readonly createdAt: string, readonly endedAt: string | null, readonly evaluations: number, readonly task: { readonly key: string }, readonly devices: ReadonlyArray<{ readonly key: string }>, readonly constraints: { readonly minAccuracy: number | null, readonly maxLatency: number | null, readonly maxEnergy: number | null } }> }, readonly sampleTables: ReadonlyArray<{ readonly key: string, readonly rows: number, readonly columns: ReadonlyArray<string>, readonly space: { readonly key: string } }> };

export type ProgressPartsFragment = { readonly evaluations: number, readonly failed: number, readonly leftOut: number | null, readonly spent: number, readonly hypervolume: number, readonly objectiveNames: ReadonlyArray<string>, readonly elapsedSeconds: number, readonly etaSeconds: number | null, readonly run: { readonly key: string, readonly budget: number, readonly evaluator: EvaluatorKind, readonly samples: string | null, readonly strategy: SearchStrategy, readonly objectiveNames: ReadonlyArray<string> | null, readonly seed: number, readonly parallel: number | null, readonly status: SearchRunStatus, readonly stoppedBy: StopRule | null, readonly reason: string | null, readonly createdAt: string, readonly endedAt: string | null, readonly evaluations: number, readonly task: { readonly key: string }, readonly devices: ReadonlyArray<{ readonly key: string }>, readonly constraints: { readonly minAccuracy: number | null, readonly maxLatency: number | null, readonly maxEnergy: number | null } }, readonly referenceValues: ReadonlyArray<{ readonly objective: string, readonly value: number }>, readonly pending: ReadonlyArray<{ readonly architecture: { readonly key: string } }> };

export type RunQueryVariables = Exact<{
  id: string;
}>;


export type RunQuery = { readonly searchRun: { readonly progress: { readonly evaluations: number, readonly failed: number, readonly leftOut: number | null, readonly spent: number, readonly hypervolume: number, readonly objectiveNames: ReadonlyArray<string>, readonly elapsedSeconds: number, readonly etaSeconds: number | null, readonly run: { readonly key: string, readonly budget: number, readonly evaluator: EvaluatorKind, readonly samples: string | null, readonly strategy: SearchStrategy, readonly objectiveNames: ReadonlyArray<string> | null, readonly seed: number, readonly parallel: number | null, readonly status: SearchRunStatus, readonly stoppedBy: StopRule | null, readonly reason: string | null, readonly createdAt: string, readonly endedAt: string | null, readonly evaluations: number, readonly task: { readonly key: string }, readonly devices: ReadonlyArray<{ readonly key: string }>, readonly constraints: { readonly minAccuracy: number | null, readonly maxLatency: number | null, readonly maxEnergy: number | null } }, readonly referenceValues: ReadonlyArray<{ readonly objective: string, readonly value: number }>, readonly pending: ReadonlyArray<{ readonly architecture: { readonly key: string } }> } } | null };

export type EvaluationsQueryVariables = Exact<{
  run: string;
  after?: string | null | undefined;
}>;


export type EvaluationsQuery = { readonly evaluations: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly number: number, readonly status: EvaluationStatus, readonly reason: string | null, readonly accuracy: number | null, readonly latency: number | null, readonly energy: number | null, readonly fidelity: string | null, readonly startedAt: string | null, readonly seconds: number | null, readonly architecture: { readonly key: string }, readonly metrics: ReadonlyArray<{ readonly name: string, readonly value: number }>, readonly costs: ReadonlyArray<{ readonly latency: number | null, readonly energy: number | null, readonly device: { readonly key: string }, readonly metrics: ReadonlyArray<{ readonly name: string, readonly value: number }> }> }> } };

export type RunMovesSubscriptionVariables = Exact<{
  id: string;
}>;


export type RunMovesSubscription = { readonly searchProgress: { readonly evaluations: number, readonly failed: number, readonly leftOut: number | null, readonly spent: number, readonly hypervolume: number, readonly objectiveNames: ReadonlyArray<string>, readonly elapsedSeconds: number, readonly etaSeconds: number | null, readonly run: { readonly key: string, readonly budget: number, readonly evaluator: EvaluatorKind, readonly samples: string | null, readonly strategy: SearchStrategy, readonly objectiveNames: ReadonlyArray<string> | null, readonly seed: number, readonly parallel: number | null, readonly status: SearchRunStatus, readonly stoppedBy: StopRule | null, readonly reason: string | null, readonly createdAt: string, readonly endedAt: string | null, readonly evaluations: number, readonly task: { readonly key: string }, readonly devices: ReadonlyArray<{ readonly key: string }>, readonly constraints: { readonly minAccuracy: number | null, readonly maxLatency: number | null, readonly maxEnergy: number | null } }, readonly referenceValues: ReadonlyArray<{ readonly objective: string, readonly value: number }>, readonly pending: ReadonlyArray<{ readonly architecture: { readonly key: string } }> } };

export type StartSearchMutationVariables = Exact<{
  input: StartSearchInput;
}>;


export type StartSearchMutation = { readonly startSearch:
    | { readonly __typename: 'ConflictProblem', readonly message: string, readonly field: string | null }
    | { readonly __typename: 'InvalidInputProblem', readonly message: string, readonly field: string | null }
    | { readonly __typename: 'MissingProfileEntriesProblem', readonly message: string, readonly field: string | null }
    | { readonly __typename: 'NotEnoughDataProblem', readonly message: string, readonly field: string | null }
    | { readonly __typename: 'NotFoundProblem', readonly message: string, readonly field: string | null }
    | { readonly __typename: 'StartSearchSuccess', readonly run: { readonly key: string } }
    | { readonly __typename: 'UnavailableProblem', readonly message: string, readonly field: string | null }
   };

export type CancelSearchMutationVariables = Exact<{
  id: string;
}>;


export type CancelSearchMutation = { readonly cancelSearch:
    | { readonly __typename: 'CancelSearchSuccess' }
    | { readonly __typename: 'ConflictProblem', readonly message: string }
    | { readonly __typename: 'InvalidInputProblem', readonly message: string }
    | { readonly __typename: 'MissingProfileEntriesProblem', readonly message: string }
    | { readonly __typename: 'NotEnoughDataProblem', readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly message: string }
    | { readonly __typename: 'UnavailableProblem', readonly message: string }
   };

export type ResumeSearchMutationVariables = Exact<{
  id: string;
  budget?: number | null | undefined;
}>;


export type ResumeSearchMutation = { readonly resumeSearch:
    | { readonly __typename: 'ConflictProblem', readonly message: string }
    | { readonly __typename: 'InvalidInputProblem', readonly message: string }
    | { readonly __typename: 'MissingProfileEntriesProblem', readonly message: string }
    | { readonly __typename: 'NotEnoughDataProblem', readonly message: string }
    | { readonly __typename: 'NotFoundProblem', readonly message: string }
    | { readonly __typename: 'ResumeSearchSuccess' }
    | { readonly __typename: 'UnavailableProblem', readonly message: string }
   };

export type ImportanceQueryVariables = Exact<{
  task: string;
  device: string;
}>;


export type ImportanceQuery = { readonly geneImportance: { readonly networks: number, readonly notes: ReadonlyArray<string>, readonly metrics: ReadonlyArray<{ readonly metric: string, readonly source: Source, readonly genes: ReadonlyArray<{ readonly gene: string, readonly importance: number }> }> } };

export type EvaluatedGenesQueryVariables = Exact<{
  run: string;
  after?: string | null | undefined;
}>;


export type EvaluatedGenesQuery = { readonly evaluations: { readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly number: number, readonly architecture: { readonly genes: unknown } }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const PredictorPartsFragmentDoc = new TypedDocumentString(`
    fragment PredictorParts on Predictor {
  id
  key
  version
  promoted
  unusable
  family
  trainedOn
  createdAt
  metric
  ownMetric
  space {
    key
  }
  task {
    key
  }
  device {
    key
  }
  quality {
    networks
    kendallTau
    mae
    coverage90
  }
  contest {
    reason
    entries {
      family
      kendallTau
      intervalScore90
      score
    }
  }
}
    `, {"fragmentName":"PredictorParts"}) as unknown as TypedDocumentString<PredictorPartsFragment, unknown>;
export const EstimatedFragmentDoc = new TypedDocumentString(`
    fragment Estimated on Estimate {
  value
  lower
  upper
  source
  repeats
  extrapolated
}
    `, {"fragmentName":"Estimated"}) as unknown as TypedDocumentString<EstimatedFragment, unknown>;
export const MissFragmentDoc = new TypedDocumentString(`
    fragment Miss on NearMiss {
  point {
    architecture {
      key
    }
    accuracy {
      ...Estimated
    }
    latency {
      ...Estimated
    }
    energy {
      ...Estimated
    }
  }
  misses {
    byName {
      objective
      value
    }
  }
}
    fragment Estimated on Estimate {
  value
  lower
  upper
  source
  repeats
  extrapolated
}`, {"fragmentName":"Miss"}) as unknown as TypedDocumentString<MissFragment, unknown>;
export const RunPartsFragmentDoc = new TypedDocumentString(`
    fragment RunParts on SearchRun {
  key
  task {
    key
  }
  devices {
    key
  }
  budget
  evaluator
  samples
  strategy
  objectiveNames
  seed
  parallel
  status
  stoppedBy
  reason
  createdAt
  endedAt
  evaluations
  constraints {
    minAccuracy
    maxLatency
    maxEnergy
  }
}
    `, {"fragmentName":"RunParts"}) as unknown as TypedDocumentString<RunPartsFragment, unknown>;
export const ProgressPartsFragmentDoc = new TypedDocumentString(`
    fragment ProgressParts on SearchProgress {
  run {
    ...RunParts
  }
  evaluations
  failed
  leftOut
  spent
  hypervolume
  objectiveNames
  referenceValues {
    objective
    value
  }
  elapsedSeconds
  etaSeconds
  pending {
    architecture {
      key
    }
  }
}
    fragment RunParts on SearchRun {
  key
  task {
    key
  }
  devices {
    key
  }
  budget
  evaluator
  samples
  strategy
  objectiveNames
  seed
  parallel
  status
  stoppedBy
  reason
  createdAt
  endedAt
  evaluations
  constraints {
    minAccuracy
    maxLatency
    maxEnergy
  }
}`, {"fragmentName":"ProgressParts"}) as unknown as TypedDocumentString<ProgressPartsFragment, unknown>;
export const DeviceDocument = new TypedDocumentString(`
    query Device($id: ID!) {
  device(id: $id) {
    key
    name
    description
    runtime
    batch
    measured
    predictors {
      ...PredictorParts
    }
  }
}
    fragment PredictorParts on Predictor {
  id
  key
  version
  promoted
  unusable
  family
  trainedOn
  createdAt
  metric
  ownMetric
  space {
    key
  }
  task {
    key
  }
  device {
    key
  }
  quality {
    networks
    kendallTau
    mae
    coverage90
  }
  contest {
    reason
    entries {
      family
      kendallTau
      intervalScore90
      score
    }
  }
}`) as unknown as TypedDocumentString<DeviceQuery, DeviceQueryVariables>;
export const DeviceHealthDocument = new TypedDocumentString(`
    query DeviceHealth($id: ID!) {
  device(id: $id) {
    notes
    known {
      space {
        key
      }
      tasks {
        key
      }
      measured {
        metric
        networks
      }
      profile {
        entries
        needed
        missing
        covers
      }
    }
    findings {
      kind
      metric
      text
      cause
      advice
      count
    }
    next {
      task {
        key
      }
      notes
      architectures {
        key
        genes
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeviceHealthQuery, DeviceHealthQueryVariables>;
export const RestoreDocument = new TypedDocumentString(`
    mutation Restore($id: ID!) {
  restorePredictor(id: $id) {
    __typename
    ... on Problem {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RestoreMutation, RestoreMutationVariables>;
export const RetrainDocument = new TypedDocumentString(`
    mutation Retrain($input: RetrainPredictorInput!) {
  retrainPredictor(input: $input) {
    __typename
    ... on RetrainPredictorSuccess {
      promoted
      reason
    }
    ... on Problem {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RetrainMutation, RetrainMutationVariables>;
export const SpacesDocument = new TypedDocumentString(`
    query Spaces {
  searchSpaces {
    key
  }
}
    `) as unknown as TypedDocumentString<SpacesQuery, SpacesQueryVariables>;
export const ImportTableDocument = new TypedDocumentString(`
    mutation ImportTable($input: ImportSamplesInput!) {
  importSamples(input: $input) {
    __typename
    ... on ImportSamplesSuccess {
      dryRun
      networks
      measurements
      measurementsStored
      alreadyImported
      notes
      problems
      tasksCreated {
        key
      }
      devicesCreated {
        key
      }
      columns {
        name
        kind
        subject
        unit
        values
        missing
        min
        max
      }
    }
    ... on Problem {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ImportTableMutation, ImportTableMutationVariables>;
export const AssessmentDocument = new TypedDocumentString(`
    query Assessment($id: ID!) {
  node(id: $id) {
    __typename
    ... on Predictor {
      assessment {
        unit
        totalCount
        networks(first: 400) {
          architecture
          measured
          predicted
          lower
          upper
        }
        calibration {
          level
          coverage
        }
        notes
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AssessmentQuery, AssessmentQueryVariables>;
export const LearningCurveDocument = new TypedDocumentString(`
    query LearningCurve($id: ID!) {
  node(id: $id) {
    __typename
    ... on Predictor {
      learningCurve {
        unit
        tested
        steps {
          networks
          mae
        }
        notes
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LearningCurveQuery, LearningCurveQueryVariables>;
export const FrontHealthDocument = new TypedDocumentString(`
    query FrontHealth($task: ID!, $device: ID!, $constraints: Constraints) {
  task(id: $task) {
    space {
      genes {
        name
        ordered
        choices
      }
    }
  }
  paretoFront(task: $task, device: $device, constraints: $constraints, first: 200) {
    totalCount
    notes
    nodes {
      extrapolated
      accuracy {
        source
      }
      latency {
        source
      }
      energy {
        source
      }
      architecture {
        genes
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FrontHealthQuery, FrontHealthQueryVariables>;
export const ImportProfileDocument = new TypedDocumentString(`
    mutation ImportProfile($input: ImportOperatorProfileInput!) {
  importOperatorProfile(input: $input) {
    __typename
    ... on ImportOperatorProfileSuccess {
      dryRun
      entries
      changed
      notes
      device {
        key
      }
      coverage {
        space {
          key
        }
        needed
        missing
        unused
      }
    }
    ... on Problem {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ImportProfileMutation, ImportProfileMutationVariables>;
export const CatalogDocument = new TypedDocumentString(`
    query Catalog {
  viewer {
    role
    name
  }
  tasks {
    key
    name
    measured
    scoreName
    space {
      key
    }
  }
  metrics {
    name
    of
    direction
    unit
  }
  devices {
    key
    name
    measured
  }
}
    `) as unknown as TypedDocumentString<CatalogQuery, CatalogQueryVariables>;
export const KnownOfDevicesDocument = new TypedDocumentString(`
    query KnownOfDevices {
  devices {
    key
    known {
      space {
        key
      }
      measured {
        networks
      }
      profile {
        covers
      }
    }
  }
}
    `) as unknown as TypedDocumentString<KnownOfDevicesQuery, KnownOfDevicesQueryVariables>;
export const SpaceGenesDocument = new TypedDocumentString(`
    query SpaceGenes($space: ID!) {
  searchSpace(id: $space) {
    genes {
      name
      choices
    }
  }
}
    `) as unknown as TypedDocumentString<SpaceGenesQuery, SpaceGenesQueryVariables>;
export const ColumnsDocument = new TypedDocumentString(`
    query Columns($task: ID!, $device: ID!, $bins: Int, $sources: [Source!], $genes: JSON) {
  frontColumns(
    task: $task
    device: $device
    bins: $bins
    sources: $sources
    genes: $genes
  ) {
    total
    count
    bins
    objectiveNames
    ids
    front
    notes
    version
    metrics {
      metric
      unit
      direction
      values
      sources
    }
  }
}
    `) as unknown as TypedDocumentString<ColumnsQuery, ColumnsQueryVariables>;
export const GenesDocument = new TypedDocumentString(`
    query Genes($task: ID!, $device: ID!, $bins: Int, $genes: JSON) {
  frontColumns(task: $task, device: $device, bins: $bins, genes: $genes) {
    count
    version
    genes {
      name
      choices
      ordered
      codes
    }
  }
}
    `) as unknown as TypedDocumentString<GenesQuery, GenesQueryVariables>;
export const FrontPointsDocument = new TypedDocumentString(`
    query FrontPoints($task: ID!, $device: ID!, $constraints: Constraints) {
  paretoFront(
    task: $task
    device: $device
    constraints: $constraints
    first: 1000
  ) {
    totalCount
    hypervolume
    hypervolumePredicted
    nodes {
      architecture {
        key
        genes
      }
      accuracy {
        ...Estimated
      }
      latency {
        ...Estimated
      }
      energy {
        ...Estimated
      }
    }
  }
}
    fragment Estimated on Estimate {
  value
  lower
  upper
  source
  repeats
  extrapolated
}`) as unknown as TypedDocumentString<FrontPointsQuery, FrontPointsQueryVariables>;
export const RecommendDocument = new TypedDocumentString(`
    query Recommend($task: ID!, $device: ID!, $constraints: Constraints, $preference: Preference, $confidence: Float) {
  recommend(
    task: $task
    device: $device
    constraints: $constraints
    preference: $preference
    confidence: $confidence
  ) {
    __typename
    ... on Recommendation {
      reason
      notes
      point {
        feasibility
        extrapolated
        architecture {
          key
          genes
        }
        accuracy {
          ...Estimated
        }
        latency {
          ...Estimated
        }
        energy {
          ...Estimated
        }
      }
    }
    ... on Infeasible {
      notes
      nearest {
        ...Miss
      }
    }
    ... on Problem {
      message
    }
  }
}
    fragment Estimated on Estimate {
  value
  lower
  upper
  source
  repeats
  extrapolated
}
fragment Miss on NearMiss {
  point {
    architecture {
      key
    }
    accuracy {
      ...Estimated
    }
    latency {
      ...Estimated
    }
    energy {
      ...Estimated
    }
  }
  misses {
    byName {
      objective
      value
    }
  }
}`) as unknown as TypedDocumentString<RecommendQuery, RecommendQueryVariables>;
export const ExportDocument = new TypedDocumentString(`
    query Export($task: ID!, $architecture: JSON!, $format: ExportFormat!) {
  exportArchitecture(task: $task, architecture: $architecture, format: $format) {
    __typename
    ... on ExportedArchitecture {
      path
      weights
      note
      files
    }
    ... on Problem {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ExportQuery, ExportQueryVariables>;
export const FrontMovesDocument = new TypedDocumentString(`
    subscription FrontMoves($task: ID!, $device: ID!) {
  frontChanged(task: $task, device: $device) {
    hypervolume
    hypervolumePredicted
    added {
      architecture {
        key
      }
    }
    removed {
      key
    }
    changed {
      architecture {
        key
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FrontMovesSubscription, FrontMovesSubscriptionVariables>;
export const NetworkDocument = new TypedDocumentString(`
    query Network($key: ID!) {
  architecture(id: $key) {
    key
    genes
    partial
    macs
    params
    space {
      key
    }
    measurements {
      key
      task {
        key
      }
      device {
        key
      }
      accuracy
      accuracySd
      latency
      latencySd
      energy
      energySd
      examples
      repeats
      origin
      measuredAt
      retracted
      fidelity {
        split
        training
        seeds
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NetworkQuery, NetworkQueryVariables>;
export const NetworkCostDocument = new TypedDocumentString(`
    query NetworkCost($task: ID!, $device: ID!, $architecture: JSON!) {
  device(id: $device) {
    cost(task: $task, architecture: $architecture) {
      __typename
      ... on ArchitectureCost {
        latency
        energy
        excluded
        layers {
          key
          latency
          energy
        }
      }
      ... on Problem {
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NetworkCostQuery, NetworkCostQueryVariables>;
export const NetworkPredictionDocument = new TypedDocumentString(`
    query NetworkPrediction($task: ID!, $device: ID!, $architecture: JSON!) {
  predict(task: $task, device: $device, architectures: [$architecture]) {
    __typename
    ... on Predictions {
      predictions {
        accuracy {
          ...Estimated
        }
        latency {
          ...Estimated
        }
        energy {
          ...Estimated
        }
      }
      notes
    }
    ... on Problem {
      message
    }
  }
}
    fragment Estimated on Estimate {
  value
  lower
  upper
  source
  repeats
  extrapolated
}`) as unknown as TypedDocumentString<NetworkPredictionQuery, NetworkPredictionQueryVariables>;
export const RetractDocument = new TypedDocumentString(`
    mutation Retract($id: ID!) {
  retractMeasurement(id: $id) {
    __typename
    ... on Problem {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RetractMutation, RetractMutationVariables>;
export const RunsDocument = new TypedDocumentString(`
    query Runs {
  searchRuns(first: 200) {
    nodes {
      ...RunParts
    }
  }
  sampleTables {
    key
    space {
      key
    }
    rows
    columns
  }
}
    fragment RunParts on SearchRun {
  key
  task {
    key
  }
  devices {
    key
  }
  budget
  evaluator
  samples
  strategy
  objectiveNames
  seed
  parallel
  status
  stoppedBy
  reason
  createdAt
  endedAt
  evaluations
  constraints {
    minAccuracy
    maxLatency
    maxEnergy
  }
}`) as unknown as TypedDocumentString<RunsQuery, RunsQueryVariables>;
export const RunDocument = new TypedDocumentString(`
    query Run($id: ID!) {
  searchRun(id: $id) {
    progress {
      ...ProgressParts
    }
  }
}
    fragment RunParts on SearchRun {
  key
  task {
    key
  }
  devices {
    key
  }
  budget
  evaluator
  samples
  strategy
  objectiveNames
  seed
  parallel
  status
  stoppedBy
  reason
  createdAt
  endedAt
  evaluations
  constraints {
    minAccuracy
    maxLatency
    maxEnergy
  }
}
fragment ProgressParts on SearchProgress {
  run {
    ...RunParts
  }
  evaluations
  failed
  leftOut
  spent
  hypervolume
  objectiveNames
  referenceValues {
    objective
    value
  }
  elapsedSeconds
  etaSeconds
  pending {
    architecture {
      key
    }
  }
}`) as unknown as TypedDocumentString<RunQuery, RunQueryVariables>;
export const EvaluationsDocument = new TypedDocumentString(`
    query Evaluations($run: ID!, $after: String) {
  evaluations(run: $run, first: 500, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      number
      architecture {
        key
      }
      status
      reason
      accuracy
      latency
      energy
      fidelity
      startedAt
      seconds
      metrics {
        name
        value
      }
      costs {
        device {
          key
        }
        latency
        energy
        metrics {
          name
          value
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EvaluationsQuery, EvaluationsQueryVariables>;
export const RunMovesDocument = new TypedDocumentString(`
    subscription RunMoves($id: ID!) {
  searchProgress(id: $id) {
    ...ProgressParts
  }
}
    fragment RunParts on SearchRun {
  key
  task {
    key
  }
  devices {
    key
  }
  budget
  evaluator
  samples
  strategy
  objectiveNames
  seed
  parallel
  status
  stoppedBy
  reason
  createdAt
  endedAt
  evaluations
  constraints {
    minAccuracy
    maxLatency
    maxEnergy
  }
}
fragment ProgressParts on SearchProgress {
  run {
    ...RunParts
  }
  evaluations
  failed
  leftOut
  spent
  hypervolume
  objectiveNames
  referenceValues {
    objective
    value
  }
  elapsedSeconds
  etaSeconds
  pending {
    architecture {
      key
    }
  }
}`) as unknown as TypedDocumentString<RunMovesSubscription, RunMovesSubscriptionVariables>;
export const StartSearchDocument = new TypedDocumentString(`
    mutation StartSearch($input: StartSearchInput!) {
  startSearch(input: $input) {
    __typename
    ... on StartSearchSuccess {
      run {
        key
      }
    }
    ... on Problem {
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<StartSearchMutation, StartSearchMutationVariables>;
export const CancelSearchDocument = new TypedDocumentString(`
    mutation CancelSearch($id: ID!) {
  cancelSearch(id: $id) {
    __typename
    ... on Problem {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CancelSearchMutation, CancelSearchMutationVariables>;
export const ResumeSearchDocument = new TypedDocumentString(`
    mutation ResumeSearch($id: ID!, $budget: Int) {
  resumeSearch(id: $id, budget: $budget) {
    __typename
    ... on Problem {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ResumeSearchMutation, ResumeSearchMutationVariables>;
export const ImportanceDocument = new TypedDocumentString(`
    query Importance($task: ID!, $device: ID!) {
  geneImportance(task: $task, device: $device) {
    networks
    notes
    metrics {
      metric
      source
      genes {
        gene
        importance
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImportanceQuery, ImportanceQueryVariables>;
export const EvaluatedGenesDocument = new TypedDocumentString(`
    query EvaluatedGenes($run: ID!, $after: String) {
  evaluations(run: $run, first: 500, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      number
      architecture {
        genes
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EvaluatedGenesQuery, EvaluatedGenesQueryVariables>;