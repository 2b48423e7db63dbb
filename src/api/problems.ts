import { GraphQLError } from "graphql";
import { defined } from "../base/defined.js";
import { HarmonicError, MissingProfileEntries, NotFound } from "../base/errors.js";
import type {
  ConflictProblem,
  InvalidInputProblem,
  MissingProfileEntriesProblem,
  NotEnoughDataProblem,
  NotFoundProblem,
  UnavailableProblem,
} from "./generated/types.js";

type Typed<T extends { readonly __typename?: string }> = T & {
  readonly __typename: NonNullable<T["__typename"]>;
};

/** A member of a `...Result` union that tells of an expected failure. */
export type ProblemModel =
  | Typed<InvalidInputProblem>
  | Typed<NotFoundProblem>
  | Typed<ConflictProblem>
  | Typed<MissingProfileEntriesProblem>
  | Typed<NotEnoughDataProblem>
  | Typed<UnavailableProblem>;

/** An expected failure as data: the member of a `...Result` union for the error's code. */
export function mapProblem(error: HarmonicError): ProblemModel {
  const { code } = error;
  const message = error.explained("graphql");
  const shared = { code, message, field: error.field ?? null };
  switch (code) {
    case "INVALID_INPUT":
      return { __typename: "InvalidInputProblem", ...shared };
    case "NOT_FOUND": {
      const { kind = null, key = null } = error instanceof NotFound ? error : {};
      return { __typename: "NotFoundProblem", ...shared, kind, key };
    }
    case "CONFLICT":
      return { __typename: "ConflictProblem", ...shared };
    case "MISSING_PROFILE_ENTRIES": {
      const keys = error instanceof MissingProfileEntries ? error.keys : [];
      return { __typename: "MissingProfileEntriesProblem", ...shared, keys };
    }
    case "NOT_ENOUGH_DATA":
      return { __typename: "NotEnoughDataProblem", ...shared };
    case "UNAVAILABLE":
    case "CANCELLED":
      return { __typename: "UnavailableProblem", ...shared };
  }
}

/** Answers a field whose type is a `...Result` union: an expected failure becomes a member of the union. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | ProblemModel> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HarmonicError) return mapProblem(error);
    throw error;
  }
}

/**
 * An expected failure of a field whose type has no `...Result` union: an error with `extensions.code` and
 * `extensions.field`.
 */
export function problemError(error: HarmonicError, around?: GraphQLError): GraphQLError {
  const extensions = {
    code: error.code,
    ...defined({ field: error.field }),
    ...defined({ keys: error instanceof MissingProfileEntries ? error.keys : undefined }),
  };
  return new GraphQLError(error.explained("graphql"), {
    nodes: around?.nodes ?? null,
    path: around?.path ?? null,
    extensions,
  });
}

/** The answer, or null in place of `NotFound`. Other errors are thrown on. */
export async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
