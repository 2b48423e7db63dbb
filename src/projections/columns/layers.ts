import { CHUNK_ROWS, type FloatChunk, FloatColumn, newFloatChunk } from "./float-column.js";

/**
 * The column that has in each row the value of the first layer with one. Chunks that follow from the same chunks as
 * before are not computed again.
 */
export class LayeredColumn {
  #inputs: readonly (readonly FloatChunk[])[] = [];
  #column = FloatColumn.EMPTY;

  /**
   * @param layers the first one comes first; all are of the same rows
   * @param shown whether the value of each layer is shown; a row whose first value is in a hidden layer has none
   */
  of(layers: readonly FloatColumn[], shown: readonly boolean[]): FloatColumn {
    if (layers.length === 1) return shown[0] ? layers[0] : FloatColumn.EMPTY;
    const count = layers.reduce((most, { chunks }) => Math.max(most, chunks.length), 0);
    const inputs = Array.from({ length: count }, (_, c) => layers.map(({ chunks }) => chunks[c]));
    const before = this.#inputs;
    let isChanged = count !== before.length;
    const chunks = inputs.map((own, c) => {
      if (before[c]?.length === own.length && own.every((chunk, l) => chunk === before[c][l]))
        return this.#column.chunks[c];
      isChanged = true;
      return merged(own, shown);
    });
    if (isChanged) this.#column = new FloatColumn(chunks);
    this.#inputs = inputs;
    return this.#column;
  }
}

function merged(layers: readonly FloatChunk[], shown: readonly boolean[]): FloatChunk {
  const first = layers.findIndex((layer) => layer !== undefined);
  if (first === -1) return undefined;
  const rest = layers.slice(first + 1);
  if (rest.every((layer) => layer === undefined)) return shown[first] ? layers[first] : undefined;
  const values = newFloatChunk();
  for (let i = 0; i < CHUNK_ROWS; i++) {
    let value = Number.NaN;
    for (let l = first; l < layers.length; l++) {
      const layer = layers[l];
      if (layer === undefined || Number.isNaN(layer[i])) continue;
      if (shown[l]) value = layer[i];
      break;
    }
    values[i] = value;
  }
  return values;
}
