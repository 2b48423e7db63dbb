type Genes = Readonly<Record<string, unknown>>;

/** A block of a backbone: its number, its kernel and its expansion. */
interface Block {
  readonly number: number;
  readonly kernel: number;
  readonly expand: number;
}

/** Blocks that a stage of a backbone has at most: number n belongs to stage ceil(n / 4). */
const PER_STAGE = 4;
const PREFIXES = ["", "image.", "audio."] as const;

/** The stages of a backbone: its active blocks. */
function stagesOf(genes: Genes, prefix: string): readonly (readonly Block[])[] {
  const stages: Block[][] = [];
  for (let stage = 1; `${prefix}depth_${stage}` in genes; stage++) {
    const blocks: Block[] = [];
    for (let i = 1; i <= PER_STAGE; i++) {
      const number = (stage - 1) * PER_STAGE + i;
      const [kernel, expand] = [genes[`${prefix}kernel_${number}`], genes[`${prefix}expand_${number}`]];
      if (kernel !== undefined) blocks.push({ number, kernel: Number(kernel), expand: Number(expand) });
    }
    stages.push(blocks);
  }
  return stages;
}

/** One cell of the fusion network: what it reads, and the operators of its nodes. */
interface Cell {
  readonly inputs: readonly string[];
  readonly nodes: readonly { readonly operator: string; readonly reads: readonly string[] }[];
}

function cellsOf(genes: Genes): readonly Cell[] {
  return Array.from({ length: Number(genes["fusion.cells"] ?? 0) }, (_, c) => {
    const text = (name: string) => String(genes[`fusion.${name}`] ?? "open");
    const nodes = Array.from({ length: Number(genes["fusion.nodes"] ?? 0) }, (__, n) => ({
      operator: text(`operator_${c + 1}_${n + 1}`),
      reads: [1, 2].map((i) => text(`edge_${c + 1}_${n + 1}_${i}`)),
    }));
    return { inputs: [1, 2].map((i) => text(`input_${c + 1}_${i}`)), nodes };
  });
}

/** The structure of a network: backbones block by block, fusion cells with their operators, and all genes as a list. */
export function Drawing({ genes }: { readonly genes: Genes }) {
  const backbones = PREFIXES.map((prefix) => ({
    name: prefix.slice(0, -1),
    stages: stagesOf(genes, prefix),
  }));
  const drawn = backbones.filter(({ stages }) => stages.length > 0);
  const cells = cellsOf(genes);
  const read = new Set(cells.flatMap(({ inputs }) => inputs));
  return (
    <section class="panel" aria-label="Structure">
      <h2>Structure</h2>
      {drawn.map(({ name, stages }) => (
        <div class="backbone" key={name} role="img" aria-label={inWords(name, stages)}>
          {name !== "" && <span class="backbone-name">{name}</span>}
          {stages.map((blocks, s) => (
            <span class="stage" key={`stage ${s + 1}`}>
              {blocks.map(({ number, kernel, expand }) => (
                <span
                  class={`block kernel-${kernel}`}
                  key={number}
                  style={{ height: `${26 + 7 * expand}px` }}
                >
                  <b>
                    {kernel}×{kernel}
                  </b>
                  <span>×{expand}</span>
                </span>
              ))}
            </span>
          ))}
        </div>
      ))}
      {drawn.length > 0 && (
        <p class="faint">
          Each bar is a block: its kernel, and how often it expands its channels, which is its height.
        </p>
      )}
      {cells.length > 0 && (
        <div class="cells">
          {cells.map(({ inputs, nodes }, c) => (
            <div class="cell" key={`cell ${c + 1}`}>
              <b>Fusion cell {c + 1}</b>
              <span>reads {inputs.join(" and ")}</span>
              <ol>
                {nodes.map(({ operator, reads }, n) => (
                  <li key={`node ${n + 1}`}>
                    <span class="operator">{operator}</span> of {reads.join(" and ")}
                  </li>
                ))}
              </ol>
            </div>
          ))}
        </div>
      )}
      {read.size > 0 && <p class="faint">Taps of the backbones that are read: {[...read].join(", ")}.</p>}
      <details>
        <summary>All genes</summary>
        <dl class="genes">
          {Object.entries(genes).map(([name, choice]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{String(choice)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

const inWords = (name: string, stages: readonly (readonly Block[])[]): string =>
  `Backbone ${name}: ${stages
    .map((blocks, s) => {
      const words = blocks.map(({ kernel, expand }) => `kernel ${kernel}, expansion ${expand}`);
      return `stage ${s + 1}: ${words.join("; ")}`;
    })
    .join(". ")}`;
