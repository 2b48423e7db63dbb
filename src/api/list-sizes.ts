import type { FragmentDefinitionNode, GraphQLResolveInfo, SelectionSetNode } from "graphql";
import { Kind } from "graphql";

/** The average length of each list field of a schema, over the last lists that it gave. */
const averages = new WeakMap<object, { lists: number; items: number }>();
/** How many lists count; older ones fade. */
const MOST_LISTS = 1_000;

/** The average number of items that a field of a schema had so far; undefined if it has not given a list yet. */
export const averageItems = (field: object): number | undefined => averages.get(field)?.items;

/** Remembers how many items a field had. */
export function rememberItems(field: object, items: number): void {
  const average = averages.get(field) ?? { lists: 0, items: 0 };
  average.lists = Math.min(average.lists + 1, MOST_LISTS);
  average.items += (items - average.items) / average.lists;
  averages.set(field, average);
}

const counts = new WeakMap<SelectionSetNode, number>();

/** How many fields are asked of each item of a list, those of fragments included. */
export function fieldsPerItem({ fieldNodes, fragments }: GraphQLResolveInfo): number {
  let count = 0;
  for (const { selectionSet } of fieldNodes)
    if (selectionSet !== undefined) count += fieldsOf(selectionSet, fragments);
  return count;
}

function fieldsOf(
  set: SelectionSetNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): number {
  const known = counts.get(set);
  if (known !== undefined) return known;
  let count = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) count++;
    else if (selection.kind === Kind.INLINE_FRAGMENT) count += fieldsOf(selection.selectionSet, fragments);
    else count += fieldsOf(fragments[selection.name.value].selectionSet, fragments);
  }
  counts.set(set, count);
  return count;
}
