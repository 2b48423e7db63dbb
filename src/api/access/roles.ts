import type { GraphQLField, GraphQLSchema } from "graphql";
import { GraphQLError, OperationTypeNode } from "graphql";
import { includesRole, type Role } from "../../records/access/token.js";
import type { ApiContext } from "../context.js";
import type { MutationResolvers, QueryResolvers, SubscriptionResolvers } from "../generated/types.js";
import type { Viewer } from "./viewer.js";

/** The role that each field of the three root types needs. A test fails if a field of the schema is missing. */
export const REQUIRED_ROLES = {
  Query: {
    architecture: "read",
    architectures: "read",
    auditTrail: "admin",
    device: "read",
    devices: "read",
    evaluations: "read",
    exportArchitecture: "read",
    exportLayer: "read",
    frontColumns: "read",
    geneImportance: "read",
    jobs: "read",
    measurementSuggestions: "read",
    measurements: "read",
    metrics: "read",
    node: "read",
    paretoFront: "read",
    predict: "read",
    predictors: "read",
    recommend: "read",
    sampleTables: "read",
    searchRun: "read",
    searchRuns: "read",
    searchSpace: "read",
    searchSpaces: "read",
    suggestMeasurements: "read",
    task: "read",
    tasks: "read",
    tokens: "admin",
    verification: "read",
    verifications: "read",
    viewer: "read",
  } satisfies Record<keyof QueryResolvers, Role>,
  Mutation: {
    addMetric: "write",
    cancelJob: "write",
    cancelSearch: "write",
    cancelVerification: "write",
    claimEvaluation: "write",
    completeEvaluation: "write",
    createToken: "admin",
    deleteRecord: "admin",
    extendLease: "write",
    failEvaluation: "write",
    failVerification: "write",
    importOperatorProfile: "write",
    importSamples: "write",
    registerDevice: "write",
    registerSearchSpace: "write",
    registerTask: "write",
    restorePredictor: "write",
    resumeSearch: "write",
    retractMeasurement: "write",
    retractMeasurements: "write",
    retrainPredictor: "write",
    revokeToken: "admin",
    startSearch: "write",
    submitMeasurements: "write",
    verifyFront: "write",
  } satisfies Record<keyof MutationResolvers, Role>,
  Subscription: {
    frontChanged: "read",
    searchProgress: "read",
  } satisfies Record<keyof SubscriptionResolvers, Role>,
} as const;

const ROOTS = {
  [OperationTypeNode.QUERY]: "Query",
  [OperationTypeNode.MUTATION]: "Mutation",
  [OperationTypeNode.SUBSCRIPTION]: "Subscription",
} as const;

/**
 * The role that a root field needs: `admin` for one that the table lacks, `read` for `__typename` and introspection.
 */
export function requiredRole(operation: OperationTypeNode, field: string): Role {
  if (field.startsWith("__")) return "read";
  const table: Readonly<Record<string, Role>> = REQUIRED_ROLES[ROOTS[operation]];
  return Object.hasOwn(table, field) ? table[field] : "admin";
}

/** The error for a root field that a viewer may not use; undefined if they may. */
export function refusalOf(
  operation: OperationTypeNode,
  field: string,
  viewer: Viewer,
): GraphQLError | undefined {
  const role = requiredRole(operation, field);
  if (includesRole(viewer.role, role)) return undefined;
  const message = `${field} needs a token of role ${role}; yours has role ${viewer.role}`;
  return new GraphQLError(message, { extensions: { code: "FORBIDDEN" } });
}

/** Makes every root field check the viewer's role before anything else. */
export function guardRootFields(schema: GraphQLSchema): void {
  for (const operation of Object.values(OperationTypeNode)) {
    for (const field of Object.values(schema.getRootType(operation)?.getFields() ?? {})) {
      guard(operation, field);
    }
  }
}

function guard(operation: OperationTypeNode, field: GraphQLField<unknown, ApiContext>): void {
  const entry = operation === OperationTypeNode.SUBSCRIPTION ? "subscribe" : "resolve";
  const inner = field[entry];
  if (inner === undefined) return;
  field[entry] = (source, args, context, info) => {
    const refusal = refusalOf(operation, field.name, context.viewer);
    if (refusal !== undefined) throw refusal;
    return inner(source, args, context, info);
  };
}
