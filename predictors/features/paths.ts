/**
 * All paths from a source (no edge into it) to a sink (no edge out of it) of a directed acyclic graph, as lists of edge
 * indices. Empty if there are more than `most` paths, or if the graph has a cycle.
 *
 * @param edges the vertices [from, to] of every edge
 */
export function pathsThrough(edges: readonly (readonly [number, number])[], most: number): number[][] {
  const outgoing = new Map<number, number[]>();
  const entered = new Set<number>();
  edges.forEach(([from, to], e) => {
    outgoing.set(from, [...(outgoing.get(from) ?? []), e]);
    entered.add(to);
  });
  const paths: number[][] = [];
  const follow = (vertex: number, path: readonly number[]): boolean => {
    const next = outgoing.get(vertex);
    if (next === undefined) return paths.push([...path]) <= most;
    return path.length < edges.length && next.every((e) => follow(edges[e][1], [...path, e]));
  };
  const sources = [...outgoing.keys()].filter((vertex) => !entered.has(vertex));
  return sources.length > 0 && sources.every((source) => follow(source, [])) ? paths : [];
}
