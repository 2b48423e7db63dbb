import { geneOptions } from "../../parts/forms/gene-limits.js";
import { params } from "../../parts/location.js";
import { commandLine, type Option } from "../../parts/shell.js";
import { constraints, geneLimits, limits } from "../view.js";

const LIMITS = { accuracy: "min-accuracy", latency: "max-latency", energy: "max-energy" } as const;

/** The commands and the query that give the same front. */
export function Elsewhere({ task, devices }: { readonly task: string; readonly devices: readonly string[] }) {
  const subject: readonly Option[] = [
    ["task", task],
    ["device", devices[0]],
  ];
  const kept = [
    ...Object.entries(LIMITS).map(([metric, name]): Option => [name, limits.value[metric]]),
    ...geneOptions(geneLimits.value ?? {}).map((text): Option => ["gene", text]),
  ];
  const prefer = params.value.get("prefer") ?? undefined;
  const chosen: readonly Option[] = prefer === "weighted" ? [] : [["prefer", prefer]];
  const given = constraints.value;
  const [declared, passed] =
    given === undefined ? ["", ""] : ["($constraints: Constraints) ", ", constraints: $constraints"];
  const query = `query ${declared}{
  paretoFront(task: ${JSON.stringify(task)}, device: ${JSON.stringify(devices[0])}${passed}) {
    nodes { architecture { key genes } accuracy { value } latency { value } energy { value } }
  }
}`;
  return (
    <details class="panel elsewhere">
      <summary>The same elsewhere</summary>
      <p class="faint">Command line</p>
      <pre class="code" tabindex={0}>
        {[commandLine("front", [subject, kept]), commandLine("recommend", [subject, kept, chosen])].join(
          "\n",
        )}
      </pre>
      <p class="faint">GraphQL</p>
      <pre class="code" tabindex={0}>
        {query}
      </pre>
      {given !== undefined && (
        <>
          <p class="faint">Its variables</p>
          <pre class="code" tabindex={0}>
            {JSON.stringify({ constraints: given })}
          </pre>
        </>
      )}
    </details>
  );
}
