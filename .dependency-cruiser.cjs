// Imports point down only (docs/decisions/0001): base <- pareto, space <- hardware <- predictors <- search <- service <- api, cli.
const layer = (name, from, to) => ({
  name,
  severity: "error",
  comment: "Imports point down only; adapters are joined to their ports in src/main.ts.",
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    layer("base-is-a-leaf", "^src/base/", "^(src/(?!base/)|predictors/|seeds/)"),
    layer("pareto-is-pure", "^src/pareto/", "^(src/(?!pareto/|base/)|predictors/|seeds/)"),
    layer("space-is-pure", "^src/space/", "^(src/(?!space/|base/)|predictors/|seeds/)"),
    layer("hardware", "^src/hardware/", "^(src/(?!hardware/|space/|pareto/|base/)|predictors/|seeds/)"),
    layer("predictors", "^predictors/", "^(src/(?!hardware/|space/|pareto/|base/)|seeds/)"),
    layer("search", "^src/search/", "^(src/(?!search/|hardware/|space/|pareto/|base/)|seeds/)"),
    layer("service", "^src/service/", "^(src/(?!service/|search/|hardware/|space/|pareto/|base/)|seeds/)"),
    layer(
      "archive-behind-its-port",
      "^src/archive/",
      "^(src/(?!archive/|service/ports|search/ports|hardware/|space/|base/)|seeds/)",
    ),
    layer(
      "evaluation-behind-its-port",
      "^src/evaluation/",
      "^(src/(?!evaluation/|service/ports|search/ports|hardware/|space/|base/)|seeds/)",
    ),
    layer(
      "training-behind-its-ports",
      "^src/training/",
      "^(src/(?!training/|service/ports|service/training-port|search/ports|hardware/|space/|pareto/|base/)|predictors/(?!families/mlp/port\\.)|seeds/)",
    ),
    layer("tensors-in-training-only", "^(src/(?!training/)|predictors/|seeds/)", "node_modules/@tensorflow/"),
    layer(
      "backends-behind-open",
      "^src/training/(?!backend/)",
      "node_modules/@tensorflow/(?!tfjs-core/dist/(index\\.d\\.ts|tf-core\\.node\\.js)$)",
    ),
    layer("seeds-use-the-service", "^seeds/(?!build-)", "^src/(api|cli|archive|main)"),
    layer("api", "^src/api/", "^src/(cli|archive|evaluation|training|main)"),
    layer("cli", "^src/cli/", "^src/(archive|evaluation|training|main)"),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
  },
};
