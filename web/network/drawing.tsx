import { type Block, type Cell, leastWidth, type Wiring, wiringOf } from "../../charts/network/wiring.js";
import { Chart } from "../parts/figures/chart.js";

type Genes = Readonly<Record<string, unknown>>;

/** A chosen block of a backbone. */
type ChosenBlock = Required<Block>;

/** Blocks that a stage of a backbone has at most: number n belongs to stage ceil(n / 4). */
const PER_STAGE = 4;
const PREFIXES = ["", "image.", "audio."] as const;

/** The stages of a backbone: its active blocks. */
function stagesOf(genes: Genes, prefix: string): readonly (readonly ChosenBlock[])[] {
  const stages: ChosenBlock[][] = [];
  for (let stage = 1; `${prefix}depth_${stage}` in genes; stage++) {
    const blocks: ChosenBlock[] = [];
    for (let i = 1; i <= PER_STAGE; i++) {
      const number = (stage - 1) * PER_STAGE + i;
      const [kernel, expand] = [genes[`${prefix}kernel_${number}`], genes[`${prefix}expand_${number}`]];
      if (kernel !== undefined) blocks.push({ kernel: Number(kernel), expand: Number(expand) });
    }
    stages.push(blocks);
  }
  return stages;
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

/** Taps that each backbone has: tap i of 4 reads the block at ceil(i B / 4) of its B blocks, the fixed one counted. */
const TAPS = 4;

/** What the genes say of the wiring. Backbones that they do not describe are one fixed block. */
function wiringFrom(genes: Genes): Wiring {
  const cells = cellsOf(genes);
  const read = cells.flatMap(({ inputs }) => inputs).map((input) => input.slice(0, input.lastIndexOf(".")));
  const chosen = PREFIXES.map((prefix) => ({
    name: prefix.slice(0, -1),
    blocks: stagesOf(genes, prefix).flat(),
  }));
  const described = chosen.filter(({ blocks }) => blocks.length > 0);
  const others = [...new Set(read)].filter(
    (name) => name !== "" && name !== "cell" && !described.some((own) => own.name === name),
  );
  const backbones = described.map(({ name, blocks }) => {
    const count = blocks.length + 1;
    const taps = Array.from({ length: TAPS }, (_, i) => Math.ceil(((i + 1) * count) / TAPS) - 1);
    return { name, blocks: [{}, ...blocks], taps: cells.length === 0 ? [] : taps };
  });
  return {
    cells,
    backbones: [...backbones, ...others.map((name) => ({ name, blocks: [{}, {}], taps: [0, 1] }))],
  };
}

/** The structure of a network: backbones block by block, taps, fusion cells as they are wired, and all genes. */
export function Drawing({ genes }: { readonly genes: Genes }) {
  const backbones = PREFIXES.map((prefix) => ({
    name: prefix.slice(0, -1),
    stages: stagesOf(genes, prefix),
  })).filter(({ stages }) => stages.length > 0);
  const wiring = wiringFrom(genes);
  const { cells } = wiring;
  const words = [...backbones.map(({ name, stages }) => inWords(name, stages)), ...cells.map(cellInWords)];
  const least = leastWidth(wiring);
  return (
    <section class="panel" aria-label="Structure">
      <h2>Structure</h2>
      {wiring.backbones.length > 0 && (
        <div class="table-scroll wiring" tabindex={0}>
          <div style={{ minWidth: `${least}px` }}>
            <Chart
              summary={words.join(". ")}
              heightOf={(width) => wiringOf(wiring, Math.max(width, least)).height}
              draw={({ width }) => wiringOf(wiring, width).elements}
            />
          </div>
        </div>
      )}
      {backbones.length > 0 && (
        <p class="faint">
          Each box is a block: its kernel, and how often it expands its channels, which is its height.
          {cells.length > 0 &&
            " Dots are taps, numbered per backbone: filled ones are read by the fusion cells below."}
        </p>
      )}
      {words.length > 0 && (
        <details>
          <summary>In words</summary>
          <ul>
            {words.map((text) => (
              <li key={text}>{text}.</li>
            ))}
          </ul>
        </details>
      )}
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

const cellInWords = ({ inputs, nodes }: Cell, c: number): string => {
  const steps = nodes.map(
    ({ operator, reads }, i) => `node ${i + 1} is ${operator} of ${reads.join(" and ")}`,
  );
  return `Fusion cell ${c + 1} reads ${inputs.join(" and ")}: ${steps.join("; ")}`;
};

const inWords = (name: string, stages: readonly (readonly ChosenBlock[])[]): string =>
  `Backbone ${name}: ${stages
    .map((blocks, s) => {
      const words = blocks.map(({ kernel, expand }) => `kernel ${kernel}, expansion ${expand}`);
      return `stage ${s + 1}: ${words.join("; ")}`;
    })
    .join(". ")}`;
