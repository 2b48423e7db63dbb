/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** A value of a metric that a user declared. */
export type MetricValueInput = {
  /** Name of the metric. */
  readonly name: string;
  /** The value, in the metric's unit, at least 0. */
  readonly value: number;
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

/** What a viewer may do. Each role may do what those before it may. */
export type Role =
  /** Administrate: also tokens, the audit trail and deletion. */
  | 'ADMIN'
  /** Ask: queries, subscriptions and downloads. */
  | 'READ'
  /** Change: also measurements, imports, searches, training and evaluations. */
  | 'WRITE';

/** Where a number comes from. In an argument `sources`: where the metrics of a point may come from. */
export type Source =
  /** Summed over the layers from a device's measured operator profile: an additive model, not a measurement. */
  | 'COST_MODEL'
  /** Measured: from an imported table, a client or a search run. */
  | 'MEASURED'
  /** Predicted by a model trained on measurements of other networks. */
  | 'PREDICTED';

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

export type CatalogQueryVariables = Exact<{ [key: string]: never; }>;


export type CatalogQuery = { readonly viewer: { readonly role: Role, readonly name: string }, readonly tasks: ReadonlyArray<{ readonly key: string, readonly name: string, readonly measured: number, readonly space: { readonly key: string } }>, readonly devices: ReadonlyArray<{ readonly key: string, readonly name: string, readonly measured: number }> };

export type ColumnsQueryVariables = Exact<{
  task: string;
  device: string;
  bins?: number | null | undefined;
  sources?: ReadonlyArray<Source> | null | undefined;
}>;


export type ColumnsQuery = { readonly frontColumns: { readonly total: number, readonly count: number, readonly bins: number | null, readonly objectiveNames: ReadonlyArray<string>, readonly ids: string, readonly front: string, readonly notes: ReadonlyArray<string>, readonly version: string, readonly metrics: ReadonlyArray<{ readonly metric: string, readonly unit: string, readonly direction: MetricDirection, readonly values: string, readonly sources: string }> } };

export type EstimatedFragment = { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source, readonly repeats: number | null, readonly extrapolated: boolean };

export type FrontPointsQueryVariables = Exact<{
  task: string;
  device: string;
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
    space {
      key
    }
  }
  devices {
    key
    name
    measured
  }
}
    `) as unknown as TypedDocumentString<CatalogQuery, CatalogQueryVariables>;
export const ColumnsDocument = new TypedDocumentString(`
    query Columns($task: ID!, $device: ID!, $bins: Int, $sources: [Source!]) {
  frontColumns(task: $task, device: $device, bins: $bins, sources: $sources) {
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
export const FrontPointsDocument = new TypedDocumentString(`
    query FrontPoints($task: ID!, $device: ID!) {
  paretoFront(task: $task, device: $device, first: 1000) {
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