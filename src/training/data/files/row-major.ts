/** Returns the values of an array that is stored column-major (its first index varies fastest) in row-major order. */
export function rowMajor(values: Float32Array, shape: readonly number[]): Float32Array {
  const out = new Float32Array(values.length);
  const index = new Array<number>(shape.length).fill(0);
  for (let i = 0; i < out.length; i++) {
    let [from, stride] = [0, 1];
    shape.forEach((size, axis) => {
      from += index[axis] * stride;
      stride *= size;
    });
    out[i] = values[from];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]++;
      if (index[axis] < shape[axis]) break;
      index[axis] = 0;
    }
  }
  return out;
}
