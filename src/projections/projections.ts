import type { Clock } from "../base/clock.js";
import type { Log } from "../base/log.js";
import type { Archive } from "../records/archive.js";
import { Catalog } from "./catalog.js";
import { SubjectTables } from "./measurements/subject-tables.js";
import { EstimatedNetworksStore } from "./networks/estimated-networks.js";
import { KnownNetworksStore } from "./networks/known-networks.js";
import { NetworkOrders } from "./networks/network-orders.js";
import { SpaceNetworksStore } from "./networks/stored-networks.js";
import { News } from "./news.js";
import { Importances } from "./predictors/importances.js";
import { PromotedPredictors } from "./predictors/promoted.js";
import { ResetWatch } from "./reset-watch.js";
import { Snapshots } from "./snapshots/snapshots.js";

/**
 * Everything that is derived from the archive and kept in memory between questions. Each member brings itself up to
 * date when it is asked. All of it can be derived anew, so it may be forgotten at any time.
 */
export interface Projections {
  readonly archive: Archive;
  /** Looks up tasks, devices, compiled search spaces and operator profiles by id. */
  readonly catalog: Catalog;
  /** Keeps images of columns in files. */
  readonly snapshots: Snapshots;
  /** Keeps the architectures of each search space. */
  readonly networks: SpaceNetworksStore;
  /** Keeps rows of networks in the order of a metric. */
  readonly orders: NetworkOrders;
  /** Combines the measurements of each architecture. */
  readonly subjects: SubjectTables;
  /** Keeps every known network of a task on a device. */
  readonly known: KnownNetworksStore;
  /** Keeps the predictors in use. */
  readonly promoted: PromotedPredictors;
  /** Keeps how much genes bear on metrics, by what estimates them. */
  readonly importances: Importances;
  /**
   * Keeps the known networks and those that a search over the estimates found, with estimates of what is not known.
   */
  readonly estimated: EstimatedNetworksStore;
  /** Announces changes in this process. */
  readonly news: News;
  /** Notices when the archive was emptied. */
  readonly resets: ResetWatch;
}

/** What projections are made of. */
export interface ProjectionSettings {
  readonly archive: Archive;
  readonly log: Log;
  readonly clock: Clock;
  /** Folder for snapshots of columns, from which a start goes on; none are kept if absent. */
  readonly snapshotFolder?: string;
  /** Whether a question that needs a search over predictors which nobody has asked for yet fails with `NeedsTime`. */
  readonly defersSearches?: boolean;
}

/** Makes the projections of an archive; nothing is read yet. */
export function createProjections(settings: ProjectionSettings): Projections {
  const { archive, log, clock, defersSearches = false } = settings;
  const catalog = new Catalog(archive);
  const snapshots = new Snapshots(archive, log, settings.snapshotFolder);
  const networks = new SpaceNetworksStore(archive, catalog, snapshots);
  const orders = new NetworkOrders();
  const subjects = new SubjectTables(archive, networks, snapshots);
  const known = new KnownNetworksStore(archive, subjects, networks);
  const promoted = new PromotedPredictors(archive, catalog);
  const importances = new Importances();
  const estimated = new EstimatedNetworksStore({ archive, promoted, log, clock, defersSearches });
  const resets = new ResetWatch(archive, () => {
    const all = [catalog, snapshots, networks, orders, subjects, known, promoted, importances, estimated];
    for (const kept of all) kept.forget();
  });
  return {
    archive,
    catalog,
    snapshots,
    networks,
    orders,
    subjects,
    known,
    promoted,
    importances,
    estimated,
    news: new News(),
    resets,
  };
}
