import protobuf from "protobufjs";

/*
 * The messages of ONNX that an exported model needs, restated from `onnx/onnx.proto` of ONNX 1.23 as a descriptor of
 * protobufjs: names, numbers and types of the fields are those of the official file. Messages and fields that are not
 * used are left out. onnx.proto is
 *
 *   SPDX-License-Identifier: Apache-2.0
 *   Copyright (c) ONNX Project Contributors. Licensed under the Apache License, Version 2.0; you may obtain a copy of
 *   the License at http://www.apache.org/licenses/LICENSE-2.0
 */

type Field = readonly [type: string, id: number, rule?: "repeated"];

const message = (fields: Readonly<Record<string, Field>>) => ({
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, [type, id, rule]]) => [name, { type, id, ...(rule ? { rule } : {}) }]),
  ),
});

const MESSAGES = {
  ModelProto: message({
    irVersion: ["int64", 1],
    producerName: ["string", 2],
    producerVersion: ["string", 3],
    docString: ["string", 6],
    graph: ["GraphProto", 7],
    opsetImport: ["OperatorSetIdProto", 8, "repeated"],
    metadataProps: ["StringStringEntryProto", 14, "repeated"],
  }),
  OperatorSetIdProto: message({ domain: ["string", 1], version: ["int64", 2] }),
  StringStringEntryProto: message({ key: ["string", 1], value: ["string", 2] }),
  GraphProto: message({
    node: ["NodeProto", 1, "repeated"],
    name: ["string", 2],
    initializer: ["TensorProto", 5, "repeated"],
    input: ["ValueInfoProto", 11, "repeated"],
    output: ["ValueInfoProto", 12, "repeated"],
  }),
  NodeProto: message({
    input: ["string", 1, "repeated"],
    output: ["string", 2, "repeated"],
    name: ["string", 3],
    opType: ["string", 4],
    attribute: ["AttributeProto", 5, "repeated"],
  }),
  AttributeProto: message({
    name: ["string", 1],
    f: ["float", 2],
    i: ["int64", 3],
    ints: ["int64", 8, "repeated"],
    type: ["int32", 20],
  }),
  TensorProto: message({
    dims: ["int64", 1, "repeated"],
    dataType: ["int32", 2],
    name: ["string", 8],
    rawData: ["bytes", 9],
  }),
  ValueInfoProto: message({ name: ["string", 1], type: ["TypeProto", 2] }),
  TypeProto: message({ tensorType: ["TypeProtoTensor", 1] }),
  TypeProtoTensor: message({ elemType: ["int32", 1], shape: ["TensorShapeProto", 2] }),
  TensorShapeProto: message({ dim: ["Dimension", 1, "repeated"] }),
  Dimension: message({ dimValue: ["int64", 1], dimParam: ["string", 2] }),
};

/** The type of a whole model; its fields have their names in camel case. */
export const Model = protobuf.Root.fromJSON({ nested: MESSAGES }).lookupType("ModelProto");

/** A value in the form of `ModelProto`, with the names of its fields in camel case. */
export type ModelMessage = Readonly<Record<string, unknown>>;

/** Encodes a model in the wire format of Protocol Buffers. */
export const encodeModel = (model: ModelMessage): Uint8Array =>
  Model.encode(Model.fromObject(model)).finish();
