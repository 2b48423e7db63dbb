import type { Log } from "../base/log.js";
import type { Archive } from "../records/archive.js";
import { Catalog } from "./catalog.js";
import { EstimatedCandidates } from "./columns/candidates.js";
import { PointPools } from "./columns/point-pool.js";
import { SubjectTables } from "./measurements/subject-tables.js";
import { News } from "./news.js";
import { PromotedPredictors } from "./predictors/promoted.js";
import { ResetWatch } from "./reset-watch.js";

/**
 * What is derived from the archive and kept in memory between questions. Each member brings itself up to date when it is
 * asked; nothing here is needed to restore anything, so all of it may be forgotten at any time.
 */
export interface Projections {
  readonly archive: Archive;
  /** Tasks, devices, compiled search spaces and operator profiles by name. */
  readonly catalog: Catalog;
  /** Measurements, combined per architecture. */
  readonly subjects: SubjectTables;
  /** Everything known of a task on a device, as columns. */
  readonly pools: PointPools;
  /** The predictors in use. */
  readonly promoted: PromotedPredictors;
  /** Columns whose gaps are filled by estimate. */
  readonly candidates: EstimatedCandidates;
  /** Tells of changes in this process. */
  readonly news: News;
  /** Notices that the archive was emptied. */
  readonly resets: ResetWatch;
}

export function createProjections(archive: Archive, log: Log): Projections {
  const catalog = new Catalog(archive);
  const subjects = new SubjectTables(archive);
  const pools = new PointPools(archive, subjects);
  const promoted = new PromotedPredictors(archive, catalog);
  const candidates = new EstimatedCandidates({ archive, promoted, log });
  const resets = new ResetWatch(archive, () => {
    for (const kept of [catalog, subjects, pools, promoted, candidates]) kept.forget();
  });
  return { archive, catalog, subjects, pools, promoted, candidates, news: new News(), resets };
}
