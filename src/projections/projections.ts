import type { Log } from "../base/log.js";
import type { Archive } from "../records/archive.js";
import { Catalog } from "./catalog.js";
import { SubjectTables } from "./measurements/subject-tables.js";
import { EstimatedNetworksStore } from "./networks/estimated-networks.js";
import { KnownNetworksStore } from "./networks/known-networks.js";
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
  /** Every known network of a task on a device. */
  readonly known: KnownNetworksStore;
  /** The predictors in use. */
  readonly promoted: PromotedPredictors;
  /** The known networks and more, with estimates of what is not known. */
  readonly estimated: EstimatedNetworksStore;
  /** Tells of changes in this process. */
  readonly news: News;
  /** Notices that the archive was emptied. */
  readonly resets: ResetWatch;
}

export function createProjections(archive: Archive, log: Log): Projections {
  const catalog = new Catalog(archive);
  const subjects = new SubjectTables(archive);
  const known = new KnownNetworksStore(archive, subjects);
  const promoted = new PromotedPredictors(archive, catalog);
  const estimated = new EstimatedNetworksStore({ archive, promoted, log });
  const resets = new ResetWatch(archive, () => {
    for (const kept of [catalog, subjects, known, promoted, estimated]) kept.forget();
  });
  return { archive, catalog, subjects, known, promoted, estimated, news: new News(), resets };
}
