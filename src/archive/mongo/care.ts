import type { Collection, Document } from "mongodb";
import type { Damage, OnChecked, RepairReport, VerifyReport } from "../../records/whole/archive-care.js";
import { checksum, UNREADABLE, WRONG_CHECKSUM } from "../damage.js";
import { type Connected, connect } from "./connect.js";
import { asProblem } from "./problems.js";
import { nameOf, sealed, unsealed } from "./sealed.js";

const PAGE = 1_000;

/** A document that is damaged, and the collection that it is in. */
interface Found {
  readonly collection: string;
  readonly document: Document;
  readonly damage: Damage;
}

interface Audit {
  readonly checked: number;
  /** Documents without a checksum, by collection. */
  readonly unsealed: readonly { readonly collection: string; readonly document: Document }[];
  readonly found: readonly Found[];
}

/** Verifies an archive in MongoDB; see `ArchiveCare`. */
export const verifyMongo = (url: string, onChecked: OnChecked): Promise<VerifyReport> =>
  connected(url, async (archive) => {
    const { checked, unsealed: lacking, found } = await audit(archive, onChecked);
    const damaged = found.map(({ damage }) => damage);
    return { location: archive.where, checked, withoutChecksum: lacking.length, damaged };
  });

/**
 * Repairs an archive in MongoDB; see `ArchiveCare`. A damaged document is copied to the collection `damaged` before it
 * is deleted, so that a repair that is stopped can be started again.
 */
export const repairMongo = (url: string, onChecked: OnChecked): Promise<RepairReport> =>
  connected(url, async (archive) => {
    const { checked, unsealed: lacking, found } = await audit(archive, onChecked);
    const { db } = archive;
    for (const { collection, document, damage } of found) {
      const aside = {
        _id: `${collection}/${String(document._id)}`,
        collection,
        document,
        reason: damage.reason,
      };
      await db.collection<{ _id: string }>("damaged").replaceOne({ _id: aside._id }, aside, { upsert: true });
      await db.collection(collection).deleteOne({ _id: document._id });
    }
    const damagedOnes = new Set(found.map(({ document }) => document));
    for (const { collection, document } of lacking) {
      if (damagedOnes.has(document)) continue;
      const { sum } = sumOf(document);
      await db.collection(collection).updateOne({ _id: document._id }, { $set: { sum } });
    }
    const moved =
      found.length === 0
        ? 0
        : (await closeGaps(db.collection("architectures"), "space", "position")) +
          (await closeGaps(db.collection("evaluations"), "run", "index"));
    const rebuilt = [
      ...(lacking.length > 0 ? [`${lacking.length} checksums that an earlier release did not write`] : []),
      ...(moved > 0 ? [`${moved} positions of records behind removed ones`] : []),
    ];
    return {
      location: archive.where,
      kept: checked - found.length,
      damaged: found.map(({ damage }) => damage),
      setAside: found.length,
      rebuilt,
      ...(found.length > 0 && { setAsideIn: "the collection damaged" }),
    };
  });

async function connected<T>(url: string, work: (archive: Connected) => Promise<T>): Promise<T> {
  const archive = await connect(url);
  try {
    return await work(archive);
  } catch (error) {
    throw asProblem(error, archive.where);
  } finally {
    await archive.client.close();
  }
}

async function audit({ collections }: Connected, onChecked: OnChecked): Promise<Audit> {
  const found: Found[] = [];
  const lacking: { collection: string; document: Document }[] = [];
  const pieces = new Map<string, number>();
  const predictors = new Map<string, Document>();
  const { clock: _clock, ...rest } = collections;
  let checked = 0;
  for (const collection of Object.values(rest) as unknown as Collection[]) {
    const name = collection.collectionName;
    for await (const document of collection.find({}, { batchSize: PAGE })) {
      if (++checked % PAGE === 0) onChecked(checked);
      const damage = damageOf(name, document);
      if (damage !== undefined) found.push({ collection: name, document, damage });
      else if (document.sum === undefined) lacking.push({ collection: name, document });
      if (name === "predictors") predictors.set(String(document._id), document);
      if (name === "pieces" && damage === undefined && document.owner === "predictor") {
        pieces.set(document.key, (pieces.get(document.key) ?? 0) + 1);
      }
    }
  }
  for (const [id, document] of predictors) {
    if (pieces.has(id) || found.some((one) => one.document === document)) continue;
    const damage = { kind: "predictor", id, reason: "its state is damaged or missing" };
    found.push({ collection: "predictors", document, damage });
  }
  onChecked(checked);
  return { checked, unsealed: lacking, found };
}

const KINDS: Readonly<Record<string, string>> = {
  predictors: "predictor",
  runs: "run",
  evaluations: "finding",
  architectures: "architecture",
  measurements: "measurement",
  pieces: "piece",
};

function damageOf(collection: string, document: Document): Damage | undefined {
  const kind = collection === "records" ? String(document.kind) : (KINDS[collection] ?? collection);
  const damage = (reason: string): Damage => ({ kind, id: nameOf(document), reason });
  try {
    if (document.sum !== undefined && document.sum !== sumOf(document).sum) return damage(WRONG_CHECKSUM);
    if (typeof document.body === "string") JSON.parse(document.body.replace(/^!/, ""));
    return undefined;
  } catch {
    return damage(UNREADABLE);
  }
}

/** The checksum that a document should have. */
function sumOf(document: Document): { readonly sum?: number } {
  if (document.owner !== undefined) return { sum: checksum(document.bytes.value()) };
  const { sum: _sum, ...rest } = document;
  return sealed(rest);
}

/** Numbers the documents of each group without gaps. Returns how many numbers changed. */
async function closeGaps(collection: Collection, group: string, number: string): Promise<number> {
  let moved = 0;
  let next = 0;
  let last: unknown;
  for await (const document of collection.find({}).sort({ [group]: 1, [number]: 1 })) {
    next = document[group] === last ? next : 0;
    last = document[group];
    if (document[number] !== next) {
      const changed = { ...unsealed("document", document as { sum?: number }), [number]: next };
      await collection.replaceOne({ _id: document._id }, sealed(changed));
      moved++;
    }
    next++;
  }
  return moved;
}
