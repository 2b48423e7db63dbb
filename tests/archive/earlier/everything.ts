import { spaceId } from "../../../src/base/ids.js";
import type { Change } from "../../../src/records/changes.js";
import {
  accuracy,
  architecture,
  finding,
  fullLatency,
  latency,
  measure,
  note,
  predictor,
  put,
  retract,
  run,
  store,
  task,
  verification,
} from "../../contract/archive-samples.js";

/** Everything that an archive can hold, in an order that differs from that of keys, with a blob of so many bytes. */
export function everything(bytes = 2_500_000): Change[] {
  const other = spaceId("other");
  const at = "2026-01-02T03:04:05.006Z";
  const token = {
    id: "0123456789ab",
    name: "ci",
    role: "write",
    createdAt: at,
    salt: "s",
    hash: "h",
  } as const;
  const entry = { id: `${at}/1`, at, viewer: "open", name: "", operation: "reset", outcome: "done" } as const;
  return [
    put(task("zeta")),
    put(task("alpha", { name: 'Tâche \u0000 \u2028 \n "quoted"' })),
    {
      type: "put",
      kind: "receipt",
      record: { id: "key", fingerprint: "f", answer: { n: [1, null, -0, Number.NaN] } },
    },
    { type: "put", kind: "receipt", record: { id: "reset", fingerprint: "of this archive", answer: null } },
    { type: "put", kind: "verification", record: verification("v", 1) },
    { type: "put", kind: "predictor", record: predictor("q", { version: 2, promoted: true }) },
    { type: "put", kind: "predictor", record: predictor("p") },
    { type: "put", kind: "run", record: run("late", "2026-02-02T03:04:05.006Z") },
    { type: "put", kind: "run", record: run("early") },
    ...[0, 1, 2, 3].map((i) => note(finding("late", i))),
    note(finding("early", 0)),
    ...[3, 1].map((n) => store(architecture(n))),
    store(architecture("other", other)),
    store(architecture(2)),
    measure(fullLatency("m1", 1)),
    measure(accuracy("m2", 7)),
    measure(latency("m3", 2)),
    measure(accuracy("m0", 1, { metrics: { "task:max:f1:": 0.5 } as never })),
    retract("m1"),
    { type: "blob", key: "empty", bytes: new Uint8Array() },
    { type: "blob", key: "large", bytes: new Uint8Array(bytes).map((_, i) => (i * i) % 251) },
    { type: "insert", kind: "token", record: token },
    { type: "insert", kind: "audit", record: entry },
  ];
}
