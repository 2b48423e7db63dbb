import type { RunningServer } from "../../../src/api/server.js";

/** The values of `/metrics` by name and labels, without the prefix. Throws where a line is not in Prometheus's form. */
export async function metricsOf(
  server: Pick<RunningServer, "url">,
  headers: Record<string, string> = {},
): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(new URL("/metrics", server.url), { headers });
  if (response.status !== 200) throw new Error(`/metrics answers ${response.status}`);
  const values = new Map<string, number>();
  for (const line of (await response.text()).split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const parts = /^harmonic_([a-z_\d]+(?:\{[^}]*\})?) (\S+)$/.exec(line);
    if (parts === null) throw new Error(`not a metric: ${line}`);
    values.set(parts[1] ?? "", Number(parts[2]));
  }
  return values;
}
