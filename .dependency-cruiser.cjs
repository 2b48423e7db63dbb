/**
 * The plan of the rooms (docs/decisions/0001 and 0060). A room may import only rooms that stand before it; an
 * adapter may import the rooms that it is told of and the ports that it implements, and nothing imports an adapter but
 * `src/main.ts` and `src/composition`. The dashboard is a client of the API: it imports nothing but its own files and
 * figures.
 */
const ROOMS = [
  { name: "charts", path: "charts/" },
  { name: "base", path: "src/base/" },
  { name: "pareto", path: "src/pareto/" },
  { name: "space", path: "src/space/", not: ["pareto"] },
  { name: "hardware", path: "src/hardware/" },
  { name: "export", path: "src/export/", not: ["pareto", "hardware"] },
  { name: "predictors", path: "predictors/" },
  { name: "search", path: "src/search/" },
  { name: "records", path: "src/records/" },
  { name: "projections", path: "src/projections/" },
  { name: "tables", path: "src/tables/" },
  { name: "runs", path: "src/runs/" },
  { name: "service", path: "src/service/" },
  { name: "benches", path: "src/benches/" },
  { name: "api", path: "src/api/", not: ["benches"] },
  { name: "profiling", path: "src/profiling/", only: ["base"] },
  { name: "worker", path: "src/worker/", only: ["base", "profiling"] },
  { name: "cli", path: "src/cli/", not: ["api"] },
];

const ADAPTERS = [
  {
    name: "run-processes",
    path: "src/run-processes/",
    rooms: ["base", "space", "projections"],
    ports: ["src/runs/ports\\."],
  },
  {
    name: "queue",
    path: "src/queue/",
    rooms: ["base", "space", "projections"],
    ports: ["src/runs/jobs/exchange\\.", "src/worker/job-source\\.", "src/profiling/client/retry\\."],
  },
  { name: "archive", path: "src/archive/", rooms: ["base", "space", "hardware", "records"], ports: [] },
  {
    name: "training",
    path: "src/training/",
    rooms: ["base", "pareto", "space", "hardware", "export"],
    ports: [
      "src/runs/network-trainer\\.",
      "src/cli/(training|dataset)-tools\\.",
      "src/service/export/exporter\\.",
      "predictors/families/mlp/port\\.",
    ],
  },
  {
    name: "threads",
    path: "src/threads/",
    rooms: ["base", "projections"],
    ports: ["src/api/operations/(answerer|pool)\\."],
  },
];

const pathOf = (name) => ROOMS.find((room) => room.name === name).path;
const anyOf = (paths) => `^(${paths.join("|")})`;
const ALL = ["charts/", "src/", "predictors/", "seeds/", "web/"];

const rule = (name, from, to) => ({
  name,
  severity: "error",
  comment: "Imports point down only; adapters are joined to their ports in src/main.ts and src/composition.",
  from: { path: from },
  to,
});

const rooms = ROOMS.map(({ name, path, not = [], only }, i) => {
  const below = ROOMS.slice(0, i + 1).filter(
    (room) => !not.includes(room.name) && (only === undefined || [...only, name].includes(room.name)),
  );
  return rule(`${name}-imports-down`, `^${path}`, {
    path: anyOf(ALL),
    pathNot: anyOf(below.map((room) => room.path)),
  });
});

const adapters = ADAPTERS.map(({ name, path, rooms: allowed, ports }) =>
  rule(`${name}-behind-its-ports`, `^${path}`, {
    path: anyOf(ALL),
    pathNot: anyOf([path, ...allowed.map(pathOf), ...ports]),
  }),
);

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    ...rooms,
    ...adapters,
    rule("tensors-in-training-only", "^(src/(?!training/)|predictors/|seeds/)", {
      path: "node_modules/@tensorflow/",
    }),
    rule("backends-behind-open", "^src/training/(?!backend/)", {
      path: "node_modules/@tensorflow/(?!tfjs-core/dist/(index\\.d\\.ts|tf-core\\.node\\.js)$)",
    }),
    rule("web-is-a-client", "^web/", { path: anyOf(ALL), pathNot: anyOf(["web/", "charts/"]) }),
    rule("nothing-imports-web", "^(src|predictors|seeds|charts)/", { path: "^web/" }),
    rule("seeds-use-the-service", "^seeds/(?!build-)", { path: "^src/(api|cli|archive|main)" }),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
  },
};
