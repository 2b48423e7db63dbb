import { defined } from "../../base/defined.js";
import { InvalidInput } from "../../base/errors.js";
import type { AccessToken } from "../../service/access/tokens.js";
import type { Resolvers } from "../generated/types.js";
import { decodeCursor, encodeCursor, queryScope } from "../input/cursor.js";
import { pageSize, takePage } from "../input/page.js";
import { changing } from "./changing.js";
import { pageInfoOf } from "./fronts.js";

const SCOPE = queryScope("auditTrail", {}, "");

/** Resolvers of the viewer, of tokens and of the audit trail. */
export const access: Resolvers = {
  Query: {
    viewer: (_, __, { viewer }) => viewer,
    tokens: async (_, __, { service }) => (await service.tokens()).map(mapToken),
    auditTrail: async (_, { first, after }, { service }) => {
      const size = pageSize(first);
      const found = await service.auditTrail({ limit: size + 1, ...pageAfter(after) });
      const { items, hasMore } = takePage(found, size);
      const edges = items.map((node) => ({ cursor: encodeCursor(SCOPE, [node.at, node.id]), node }));
      return {
        edges,
        nodes: items,
        pageInfo: pageInfoOf(edges, hasMore, Boolean(after)),
      };
    },
  },
  Mutation: {
    createToken: changing(async ({ service }, { input }) => {
      const { accessToken, secret } = await service.createToken(defined(input));
      return { __typename: "CreateTokenSuccess" as const, accessToken: mapToken(accessToken), token: secret };
    }),
    revokeToken: changing(async ({ service }, { token }) => {
      const { accessToken, changed } = await service.revokeToken(token);
      return { __typename: "RevokeTokenSuccess" as const, accessToken: mapToken(accessToken), changed };
    }),
  },
};

const mapToken = (token: AccessToken) => ({ expiresAt: null, revokedAt: null, ...token });

function pageAfter(after: string | null | undefined): { readonly after?: string } {
  if (after === null || after === undefined) return {};
  const [at, id] = decodeCursor(SCOPE, after);
  if (typeof at !== "string") throw new InvalidInput("after", "after is not a cursor of auditTrail");
  return { after: id };
}
