import { KNOWN_SOURCES, type Metric, SOURCES, type Source } from "../../base/metric.js";
import type { TaskOnDevice } from "../../projections/catalog.js";
import { feasibleFront } from "../../projections/fronts/feasible-front.js";
import type { RowSet } from "../../projections/fronts/row-set.js";
import type { EstimatedNetworks } from "../../projections/networks/filled-networks.js";
import type { KnownNetworks } from "../../projections/networks/known-networks.js";
import type { NetworkRows } from "../../projections/networks/network-rows.js";
import { type Constraints, limitedMetrics } from "../../search/constraints/constraints.js";
import type { Context } from "../context.js";

/** A checked query with what it is about. */
export interface Question {
  readonly on: TaskOnDevice;
  readonly known: KnownNetworks;
  readonly objectives: readonly Metric[];
  readonly constraints: Constraints;
  /** Undefined: all. */
  readonly sources: readonly Source[] | undefined;
}

/** Which rows of the networks that a question is answered from are on the front. */
export interface FrontRows {
  /** The known networks, first; with estimates and found networks where predictions may be used. */
  readonly networks: NetworkRows;
  /** The rows whose every objective is known from an allowed source. */
  readonly set: RowSet;
  /** The rows whose every objective is measured or summed. */
  readonly knownSet: RowSet;
  /** The front of the known rows. */
  readonly knownFront: readonly number[];
  /** The front of all rows; undefined where predictions may not be used. */
  readonly allFront: readonly number[] | undefined;
}

/** The known networks with estimates and found networks; undefined where predictions may not be used. */
export async function estimatedFor(
  { estimated }: Context,
  { on, known, objectives, constraints, sources = SOURCES }: Question,
): Promise<EstimatedNetworks | undefined> {
  return sources.includes("PREDICTED") ? estimated.of(on, known, objectives, constraints) : undefined;
}

/** Finds the front of the known networks and, where predictions may be used, that of all networks. */
export function frontRows(
  { known, objectives, constraints, sources = SOURCES }: Question,
  estimated: EstimatedNetworks | undefined,
): FrontRows {
  const knownSources = KNOWN_SOURCES.filter((source) => sources.includes(source));
  const knownSet = known.rowSet(objectives, knownSources, true);
  const knownFront = feasibleFront(known, knownSet, constraints, knownSources);
  if (estimated === undefined)
    return { networks: known, set: knownSet, knownSet, knownFront, allFront: undefined };
  const set = estimated.rowSet(objectives, sources, constraints.genes !== undefined);
  // Where no objective is estimated, the rows are the known ones, and so is their front.
  const isKnown = set === knownSet && limitedMetrics(constraints).every((own) => objectives.includes(own));
  const allFront = isKnown ? knownFront : feasibleFront(estimated, set, constraints, sources);
  return { networks: estimated, set, knownSet, knownFront, allFront };
}
