import {
  type DocumentNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/**
 * Where an operation is executed:
 * - `here`: on the thread that holds the connections, since it takes microseconds;
 * - `quick`: a query, on a thread for what takes milliseconds. If it turns out to need more, it moves on to `long`;
 * - `changes`: a small change of the archive, on a thread for these. It is never begun twice;
 * - `long`: on a thread for queries that compute. It may be ended, and the query with it;
 * - `jobs`: on a thread for what changes the archive and may take long, and for subscriptions. It is never ended;
 * - `trainings`: a job that mostly computes, on a thread that gives way to all others. It is never ended, either.
 */
export type Lane = "here" | "quick" | "changes" | "long" | "jobs" | "trainings";

/** Whether an operation of this lane is a job, which is listed and can be cancelled. */
export const isJob = (lane: Lane): boolean => lane === "jobs" || lane === "trainings";

/** Fields of what the thread with the connections knows, and of what it has to know at once. */
const HERE = new Set(["__typename", "viewer", "jobs", "cancelJob", "createToken", "revokeToken"]);
/** Queries that always compute. Predicted fronts are tried on `quick` first, where most are known already. */
const LONG = new Set([
  "geneImportance",
  "suggestMeasurements",
  "measurementSuggestions",
  "exportArchitecture",
  "exportLayer",
  "verification",
  "verifications",
]);
/** Changes that compute models and predicted fronts before they store a little. */
const TRAININGS = new Set(["restorePredictor", "retrainPredictor", "verifyFront"]);
/** Changes that write much, or whose work begins long before it ends. */
const JOBS = new Set([
  "deleteRecord",
  "importOperatorProfile",
  "importSamples",
  "registerSearchSpace",
  "resumeSearch",
  "retractMeasurements",
  "startSearch",
]);
/** Fields whose estimated work is large only where they are asked anew. */
const TRIED = new Map([
  ["paretoFront", 20_000],
  ["recommend", 20_000],
]);
/** The estimated cost, in values of an answer, up to which an operation counts as quick: some 20 ms. */
const QUICK_COST = 15_000;

/** What is known of an operation before it is executed: where that is to happen, and its root fields. */
export interface Plan {
  readonly lane: Lane;
  readonly fields: readonly string[];
}

/** Plans a parsed operation by its root fields and its estimated cost (`assessDocument`). */
export function planOf(document: DocumentNode, operationName: string | null, cost: number): Plan {
  const operation = getOperationAST(document, operationName);
  if (operation == null) return { lane: "here", fields: [] };
  const fields = [...rootFields(document, operation.selectionSet, new Set())];
  return { lane: laneOf(operation, fields, cost), fields };
}

function laneOf({ operation }: OperationDefinitionNode, roots: readonly string[], cost: number): Lane {
  if (operation === "subscription") return "jobs";
  if (roots.every((name) => HERE.has(name))) return "here";
  const tried = roots.reduce((sum, name) => sum + (TRIED.get(name) ?? 0), 0);
  const isCheap = cost - tried <= QUICK_COST;
  if (operation === "mutation") {
    if (roots.every((name) => TRAININGS.has(name))) return "trainings";
    return isCheap && !roots.some((name) => JOBS.has(name) || TRAININGS.has(name)) ? "changes" : "jobs";
  }
  return isCheap && !roots.some((name) => LONG.has(name)) ? "quick" : "long";
}

/** The names of the root fields, those in fragments included. */
function* rootFields(
  document: DocumentNode,
  { selections }: SelectionSetNode,
  seen: Set<string>,
): Generator<string> {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) yield selection.name.value;
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      yield* rootFields(document, selection.selectionSet, seen);
    else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      for (const definition of document.definitions)
        if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value)
          yield* rootFields(document, definition.selectionSet, seen);
    }
  }
}
