/**
 * What the columns of a few-shot model are, in the order in which they stand: features of the networks, the logarithms
 * of their workload, and the logarithms of costs on other devices (the sources).
 */
export interface ColumnRoles {
  /** Mean and standard deviation of each feature over random networks of the space; features that never vary have 0. */
  readonly features: { readonly mean: Float64Array; readonly sd: Float64Array };
  /** The same of each column of the workload. */
  readonly workload: { readonly mean: Float64Array; readonly sd: Float64Array };
  /** The number of columns of the workload that costs may follow; those after them are only counts. */
  readonly quantities: number;
  /** The number of sources. */
  readonly sources: number;
}

/** Rows of a feature matrix, taken apart. All arrays are row-major. */
export interface Parts {
  readonly rows: number;
  /** (rows, features that vary), standardised, divided by the root of their number: squared distances are means. */
  readonly features: Float64Array;
  /** (rows, workload): logarithms, minus the mean over random networks. */
  readonly workload: Float64Array;
  /** (rows, workload): the same, in standard deviations. */
  readonly scaled: Float64Array;
  /** (rows, sources): logarithms of cost. */
  readonly sources: Float64Array;
}

/** The numbers of columns of `Parts`. */
export interface Widths {
  readonly features: number;
  readonly workload: number;
  readonly sources: number;
}

export function widthsOf({ features, workload, sources }: ColumnRoles): Widths {
  return { features: features.sd.filter((sd) => sd > 0).length, workload: workload.sd.length, sources };
}

/** Takes rows apart. `data` is row-major (rows, all columns in the order of the roles). */
export function takeApart(data: Float64Array, rows: number, roles: ColumnRoles): Parts {
  const widths = widthsOf(roles);
  const features = new Float64Array(rows * widths.features);
  const workload = new Float64Array(rows * widths.workload);
  const scaled = new Float64Array(rows * widths.workload);
  const sources = new Float64Array(rows * widths.sources);
  const all = roles.features.sd.length;
  const root = Math.sqrt(Math.max(1, widths.features));
  const columns = all + widths.workload + widths.sources;
  for (let r = 0; r < rows; r++) {
    const at = r * columns;
    let to = r * widths.features;
    for (let c = 0; c < all; c++) {
      const sd = roles.features.sd[c];
      if (sd > 0) features[to++] = (data[at + c] - roles.features.mean[c]) / (sd * root);
    }
    for (let c = 0; c < widths.workload; c++) {
      const centred = data[at + all + c] - roles.workload.mean[c];
      workload[r * widths.workload + c] = centred;
      scaled[r * widths.workload + c] = roles.workload.sd[c] > 0 ? centred / roles.workload.sd[c] : 0;
    }
    for (let c = 0; c < widths.sources; c++) {
      sources[r * widths.sources + c] = data[at + all + widths.workload + c];
    }
  }
  return { rows, features, workload, scaled, sources };
}
