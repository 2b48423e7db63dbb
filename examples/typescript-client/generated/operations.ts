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

/** A limit on a metric that a user declared. */
export type MetricLimitInput = {
  /** Largest value, in the metric's unit, at least 0. It must be given where smaller values are better, and only there. */
  readonly max?: number | null | undefined;
  /** Name of the metric; or `DEVICE.NAME`, with the key of the device, for one of several devices. */
  readonly metric: string;
  /** Smallest value, in the metric's unit, at least 0. It must be given where larger values are better, and only there. */
  readonly min?: number | null | undefined;
};

/** Why a request was not carried out. The archive is as it was before the request. */
export type ProblemCode =
  /** The request was cancelled before it was carried out. */
  | 'CANCELLED'
  /** The request contradicts what is stored, e.g. the id exists with other content. */
  | 'CONFLICT'
  /** An argument is not valid. `field` names it, and `message` says what is allowed. */
  | 'INVALID_INPUT'
  /** A device's operator profile does not cover the architecture. */
  | 'MISSING_PROFILE_ENTRIES'
  /** Too little has been measured to answer. */
  | 'NOT_ENOUGH_DATA'
  /** There is no object with this id. */
  | 'NOT_FOUND'
  /** Something that the service needs cannot be reached, or is held by another process. */
  | 'UNAVAILABLE';

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

/** Where a number comes from. In an argument `sources`: where the metrics of a point may come from. */
export type Source =
  /** Summed over the layers from a device's measured operator profile: an additive model, not a measurement. */
  | 'COST_MODEL'
  /** Measured: from an imported table, a client or a search run. */
  | 'MEASURED'
  /** Predicted by a model trained on measurements of other networks. */
  | 'PREDICTED';

export type CatalogQueryVariables = Exact<{ [key: string]: never; }>;


export type CatalogQuery = { readonly tasks: ReadonlyArray<{ readonly key: string, readonly name: string, readonly measured: number }>, readonly devices: ReadonlyArray<{ readonly key: string, readonly name: string, readonly measured: number }> };

export type FrontQueryVariables = Exact<{
  task: string;
  device: string;
  constraints?: Constraints | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FrontQuery = { readonly paretoFront: { readonly notes: ReadonlyArray<string>, readonly nodes: ReadonlyArray<{ readonly architecture: { readonly key: string, readonly genes: unknown }, readonly accuracy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source } | null, readonly latency: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source } | null, readonly energy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type EstimateQueryVariables = Exact<{
  task: string;
  device: string;
  architectures: ReadonlyArray<unknown>;
}>;


export type EstimateQuery = { readonly predict:
    | { readonly __typename: 'ConflictProblem', readonly code: ProblemCode, readonly message: string, readonly field: string | null }
    | { readonly __typename: 'InvalidInputProblem', readonly code: ProblemCode, readonly message: string, readonly field: string | null }
    | { readonly __typename: 'MissingProfileEntriesProblem', readonly code: ProblemCode, readonly message: string, readonly field: string | null }
    | { readonly __typename: 'NotEnoughDataProblem', readonly code: ProblemCode, readonly message: string, readonly field: string | null }
    | { readonly __typename: 'NotFoundProblem', readonly code: ProblemCode, readonly message: string, readonly field: string | null }
    | { readonly __typename: 'Predictions', readonly notes: ReadonlyArray<string>, readonly predictions: ReadonlyArray<{ readonly architecture: { readonly key: string, readonly genes: unknown }, readonly accuracy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source } | null, readonly latency: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source } | null, readonly energy: { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source } | null }> }
    | { readonly __typename: 'UnavailableProblem', readonly code: ProblemCode, readonly message: string, readonly field: string | null }
   };

export type FollowSubscriptionVariables = Exact<{
  run: string;
}>;


export type FollowSubscription = { readonly searchProgress: { readonly evaluations: number, readonly run: { readonly status: SearchRunStatus, readonly reason: string | null, readonly budget: number } } };

export type ValueFragment = { readonly value: number, readonly lower: number | null, readonly upper: number | null, readonly source: Source };

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
export const ValueFragmentDoc = new TypedDocumentString(`
    fragment Value on Estimate {
  value
  lower
  upper
  source
}
    `, {"fragmentName":"Value"}) as unknown as TypedDocumentString<ValueFragment, unknown>;
export const CatalogDocument = new TypedDocumentString(`
    query Catalog {
  tasks {
    key
    name
    measured
  }
  devices {
    key
    name
    measured
  }
}
    `) as unknown as TypedDocumentString<CatalogQuery, CatalogQueryVariables>;
export const FrontDocument = new TypedDocumentString(`
    query Front($task: ID!, $device: ID!, $constraints: Constraints, $first: Int, $after: String) {
  paretoFront(
    task: $task
    device: $device
    constraints: $constraints
    first: $first
    after: $after
  ) {
    nodes {
      architecture {
        key
        genes
      }
      accuracy {
        ...Value
      }
      latency {
        ...Value
      }
      energy {
        ...Value
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    notes
  }
}
    fragment Value on Estimate {
  value
  lower
  upper
  source
}`) as unknown as TypedDocumentString<FrontQuery, FrontQueryVariables>;
export const EstimateDocument = new TypedDocumentString(`
    query Estimate($task: ID!, $device: ID!, $architectures: [JSON!]!) {
  predict(task: $task, device: $device, architectures: $architectures) {
    __typename
    ... on Predictions {
      predictions {
        architecture {
          key
          genes
        }
        accuracy {
          ...Value
        }
        latency {
          ...Value
        }
        energy {
          ...Value
        }
      }
      notes
    }
    ... on Problem {
      code
      message
      field
    }
  }
}
    fragment Value on Estimate {
  value
  lower
  upper
  source
}`) as unknown as TypedDocumentString<EstimateQuery, EstimateQueryVariables>;
export const FollowDocument = new TypedDocumentString(`
    subscription Follow($run: ID!) {
  searchProgress(id: $run) {
    run {
      status
      reason
      budget
    }
    evaluations
  }
}
    `) as unknown as TypedDocumentString<FollowSubscription, FollowSubscriptionVariables>;