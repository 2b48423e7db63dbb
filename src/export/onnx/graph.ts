import { type Parameters, parameterOf } from "../parameters.js";
import { encodeModel, type ModelMessage } from "./proto.js";

/** The version of the operator set. */
const OPSET = 17;
/** The version of the file format that came with this operator set. */
const IR_VERSION = 8;
const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE_TYPES = { float: 1, int: 2, ints: 7 } as const;

/** An attribute of a node: a list of integers, an integer, or a floating-point number in an object. */
type Attribute = number | readonly number[] | { readonly float: number };

interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

interface Initializer {
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly bytes: Uint8Array;
}

/** The name of an input or output of a graph and its shape without the batch. */
export interface Port {
  readonly name: string;
  readonly shape: readonly number[];
}

/** An ONNX graph that grows node by node. Values are known by their names. */
export class OnnxGraph {
  #nodes: Node[] = [];
  readonly #initializers = new Map<string, Initializer>();

  constructor(private readonly parameters: Parameters) {}

  /** Adds a node and returns the name of its result, which is `name`. */
  node(
    op: string,
    name: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    this.#nodes.push({ op, inputs, outputs: [name], attributes });
    return name;
  }

  /** Adds a node with two results, `name`.1 and `name`.2. */
  pair(
    op: string,
    name: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>>,
  ): readonly [string, string] {
    const outputs = [`${name}.1`, `${name}.2`] as const;
    this.#nodes.push({ op, inputs, outputs, attributes });
    return outputs;
  }

  /** Gives a value another name everywhere. */
  rename(from: string, to: string): void {
    const renamed = (name: string): string => (name === from ? to : name);
    this.#nodes = this.#nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(renamed),
      outputs: node.outputs.map(renamed),
    }));
  }

  /** The parameter of this name, of the network's parameters. */
  parameter(name: string): string {
    const { shape, values } = parameterOf(this.parameters, name);
    return this.#initializer(name, { dims: shape, dataType: FLOAT, bytes: bytesOf(values) });
  }

  /** The shape of a parameter. */
  shapeOf(name: string): readonly number[] {
    return parameterOf(this.parameters, name).shape;
  }

  /** A constant number. */
  scalar(name: string, value: number): string {
    return this.#initializer(name, { dims: [], dataType: FLOAT, bytes: bytesOf(Float32Array.of(value)) });
  }

  /** A constant list of integers. */
  integers(values: readonly number[]): string {
    const bytes = bytesOf(BigInt64Array.from(values, BigInt));
    const name = `integers ${values.join(" ")}`;
    return this.#initializer(name, { dims: [values.length], dataType: INT64, bytes });
  }

  #initializer(name: string, value: Initializer): string {
    this.#initializers.set(name, value);
    return name;
  }

  /**
   * Encodes the model whose result is `output`. Nodes and parameters that the result does not depend on are left out.
   *
   * @param batch the number of examples, or undefined if every call may have another number
   * @param metadata texts by name
   */
  encode(
    inputs: readonly Port[],
    output: Port,
    { batch, metadata }: { readonly batch: number | undefined; readonly metadata: Metadata },
  ): Uint8Array {
    const nodes = this.#needed(output.name);
    const read = new Set(nodes.flatMap((node) => node.inputs));
    const graph = {
      name: "network",
      node: nodes.map(nodeMessage),
      initializer: [...this.#initializers]
        .filter(([name]) => read.has(name))
        .map(([name, { dims, dataType, bytes }]) => ({ name, dims, dataType, rawData: bytes })),
      input: inputs.map((port) => portMessage(port, batch)),
      output: [portMessage(output, batch)],
    };
    return encodeModel({
      irVersion: IR_VERSION,
      producerName: "harmonic",
      opsetImport: [{ domain: "", version: OPSET }],
      metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      graph,
    });
  }

  /** Returns the nodes that `output` depends on, in their order. */
  #needed(output: string): readonly Node[] {
    const wanted = new Set([output]);
    return this.#nodes
      .toReversed()
      .filter(({ inputs, outputs }) => {
        if (!outputs.some((name) => wanted.has(name))) return false;
        for (const name of inputs) wanted.add(name);
        return true;
      })
      .reverse();
  }
}

/** Texts by name that a model carries. */
export type Metadata = Readonly<Record<string, string>>;

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | BigInt64Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const nodeMessage = ({ op, inputs, outputs, attributes }: Node): ModelMessage => ({
  name: outputs[0],
  opType: op,
  input: inputs,
  output: outputs,
  attribute: Object.entries(attributes).map(([name, value]) => attributeMessage(name, value)),
});

function attributeMessage(name: string, value: Attribute): ModelMessage {
  if (typeof value === "number") return { name, type: ATTRIBUTE_TYPES.int, i: value };
  if ("float" in value) return { name, type: ATTRIBUTE_TYPES.float, f: value.float };
  return { name, type: ATTRIBUTE_TYPES.ints, ints: value };
}

const portMessage = ({ name, shape }: Port, batch: number | undefined): ModelMessage => ({
  name,
  type: {
    tensorType: {
      elemType: FLOAT,
      shape: {
        dim: [
          batch === undefined ? { dimParam: "batch" } : { dimValue: batch },
          ...shape.map((dimValue) => ({ dimValue })),
        ],
      },
    },
  },
});
