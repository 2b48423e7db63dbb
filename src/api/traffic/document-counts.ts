import { type DocumentNode, Kind, visit } from "graphql";

/** What a document holds more of than a limit allows. */
export interface Excess {
  readonly limit: string;
  /** What there is, with its number. */
  readonly found: string;
  readonly most: number;
}

/** The counts that have a limit of the same name, and what is counted in words. */
const COUNTED = {
  fields: "fields",
  aliases: "aliases",
  directives: "directives",
  variables: "variables",
  fragments: "fragments",
  spreads: "uses of fragments",
  operations: "operations",
  nesting: "lists and objects nested within each other",
} as const;

/** How much of each a document may hold. */
type DocumentLimits = Readonly<Record<keyof typeof COUNTED | "typenameAliases" | "repeats", number>>;

/**
 * Counts what a document holds: fields (with inline fragments, which nest like them), aliases, directives and so on.
 * Validation takes time that grows with the product of some of them.
 *
 * @returns the first excess over the limits; and a float literal that is too large for a double, which graphql-js would
 *   read as infinity
 */
export function countDocument(
  document: DocumentNode,
  limits: DocumentLimits,
): {
  readonly excess: Excess | undefined;
  readonly tooLarge: string | undefined;
} {
  const counts = { ...ZERO };
  /** How often each field with a selection of its own occurs, by its name in the answer. */
  const repeats = new Map<string, number>();
  let typenames = 0;
  let depth = 0;
  let tooLarge: string | undefined;
  const nested = {
    enter() {
      depth++;
      counts.nesting = Math.max(counts.nesting, depth);
    },
    leave() {
      depth--;
    },
  };
  visit(document, {
    OperationDefinition() {
      counts.operations++;
    },
    FragmentDefinition() {
      counts.fragments++;
    },
    VariableDefinition() {
      counts.variables++;
    },
    Directive() {
      counts.directives++;
    },
    FragmentSpread() {
      counts.spreads++;
    },
    InlineFragment() {
      counts.fields++;
    },
    Field(node) {
      counts.fields++;
      const name = node.alias?.value ?? node.name.value;
      if (node.selectionSet !== undefined) repeats.set(name, (repeats.get(name) ?? 0) + 1);
      if (node.alias === undefined) return;
      counts.aliases++;
      if (node.name.value === "__typename") typenames++;
    },
    [Kind.LIST]: nested,
    [Kind.OBJECT]: nested,
    FloatValue(node) {
      if (!Number.isFinite(Number(node.value))) tooLarge = node.value.slice(0, 20);
    },
  });
  return { excess: excessOf(limits, counts, typenames, repeats), tooLarge };
}

type Counts = Record<keyof typeof COUNTED, number>;

const ZERO: Readonly<Counts> = {
  fields: 0,
  aliases: 0,
  directives: 0,
  variables: 0,
  fragments: 0,
  spreads: 0,
  operations: 0,
  nesting: 0,
};

function excessOf(
  limits: DocumentLimits,
  counts: Counts,
  typenames: number,
  repeats: ReadonlyMap<string, number>,
): Excess | undefined {
  for (const [limit, words] of Object.entries(COUNTED) as [keyof Counts, string][])
    if (counts[limit] > limits[limit])
      return { limit, found: `${counts[limit]} ${words}`, most: limits[limit] };
  if (typenames > limits.typenameAliases)
    return { limit: "aliases", found: `${typenames} aliases of __typename`, most: limits.typenameAliases };
  for (const [name, times] of repeats)
    if (times > limits.repeats)
      return {
        limit: "repeats",
        found: `the field ${name.slice(0, 50)} ${times} times`,
        most: limits.repeats,
      };
  return undefined;
}
