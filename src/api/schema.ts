import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeExecutableSchema } from "@graphql-tools/schema";
import { buildSchema, type GraphQLEnumType, type GraphQLSchema } from "graphql";
import { STRATEGIES, strategyNamed } from "../search/strategies.js";
import { guardRootFields } from "./access/roles.js";
import type { ApiContext } from "./context.js";
import { meterFields } from "./metered-fields.js";
import { access } from "./resolvers/access.js";
import { architectures } from "./resolvers/architectures.js";
import { catalog } from "./resolvers/catalog.js";
import { devicePage } from "./resolvers/device-page.js";
import { enums, enumValue } from "./resolvers/enums.js";
import { claims } from "./resolvers/evaluations/claims.js";
import { exporting } from "./resolvers/exporting.js";
import { fronts } from "./resolvers/fronts.js";
import { jobs } from "./resolvers/jobs.js";
import { learning } from "./resolvers/learning.js";
import { lists } from "./resolvers/lists.js";
import { node } from "./resolvers/node.js";
import { runs } from "./resolvers/runs.js";
import { subscriptions } from "./resolvers/subscriptions.js";
import { verifying } from "./resolvers/verifying.js";
import { BigIntText, DateTime, Json } from "./scalars.js";

/** Reads the schema definition, one file per concept, from the folder `schema/` next to package.json. */
export function readTypeDefs(): string[] {
  const folder = join(packageRoot(dirname(fileURLToPath(import.meta.url))), "schema");
  const files = readdirSync(folder).filter((name) => name.endsWith(".graphql"));
  return files.sort().map((name) => readFileSync(join(folder, name), "utf8"));
}

function packageRoot(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : packageRoot(dirname(folder));
}

/** Definitions of the enum values of registered strategies that `schema/search-run.graphql` does not list. */
function furtherStrategies(typeDefs: readonly string[]): string[] {
  const listed = buildSchema(typeDefs.join("\n")).getType("SearchStrategy") as GraphQLEnumType;
  return STRATEGIES.filter((name) => listed.getValue(enumValue(name)) === undefined).map(
    (name) =>
      `extend enum SearchStrategy { ${JSON.stringify(strategyNamed(name).description)} ${enumValue(name)} }`,
  );
}

/**
 * The executable schema: the definitions in `schema/`, a value per registered search strategy, and the resolvers, whose
 * answers are metered and which check the role of the viewer.
 */
export function createSchema(): GraphQLSchema {
  const typeDefs = readTypeDefs();
  const schema = makeExecutableSchema<ApiContext>({
    typeDefs: [...typeDefs, ...furtherStrategies(typeDefs)],
    resolvers: [
      { DateTime, JSON: Json, BigInt: BigIntText },
      enums,
      access,
      node,
      catalog,
      claims,
      architectures,
      fronts,
      exporting,
      jobs,
      devicePage,
      learning,
      lists,
      runs,
      subscriptions,
      verifying,
    ],
    resolverValidationOptions: { requireResolversForResolveType: "ignore" },
  });
  meterFields(schema);
  guardRootFields(schema);
  return schema;
}
