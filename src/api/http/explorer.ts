import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Router } from "express";
import { pagePolicy } from "../traffic/headers.js";

const require = createRequire(import.meta.url);
const packageFile = (manifest: string, path: string) => join(dirname(manifest), path);

/** Scripts and styles of the page. They come from installed packages, so that the page works without a network. */
const ASSETS: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  "react.js": {
    file: packageFile(require.resolve("react/package.json"), "umd/react.production.min.js"),
    type: "text/javascript",
  },
  "react-dom.js": {
    file: packageFile(require.resolve("react-dom/package.json"), "umd/react-dom.production.min.js"),
    type: "text/javascript",
  },
  "graphiql.js": {
    file: packageFile(require.resolve("graphiql/package.json"), "graphiql.min.js"),
    type: "text/javascript",
  },
  "graphiql.css": {
    file: packageFile(require.resolve("graphiql/package.json"), "graphiql.min.css"),
    type: "text/css",
  },
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>API explorer</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/explorer/graphiql.css" />
    <style>html, body, #explorer { height: 100%; margin: 0; }</style>
  </head>
  <body>
    <div id="explorer">Loading the API explorer</div>
    <script src="/explorer/react.js"></script>
    <script src="/explorer/react-dom.js"></script>
    <script src="/explorer/graphiql.js"></script>
    <script src="/explorer/start.js"></script>
  </body>
</html>
`;

const SAMPLE_QUERY = `# Networks for ImageNet that take at most 20 ms on an RTX 2080 Ti, most accurate first.
# With an API token, add the header {"Authorization": "Bearer TOKEN"} below.
query Front {
  paretoFront(task: "imagenet", device: "2080ti-b1", constraints: { maxLatency: 20 }, first: 10) {
    totalCount
    sources
    hypervolume
    nodes {
      architecture { key genes }
      accuracy { value lower upper source }
      latency { value lower upper source }
    }
    notes
  }
}
`;

const START = `const socket = (location.protocol === "https:" ? "wss://" : "ws://") + location.host + "/graphql";
const fetcher = GraphiQL.createFetcher({ url: "/graphql", subscriptionUrl: socket });
ReactDOM.createRoot(document.getElementById("explorer")).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: ${JSON.stringify(SAMPLE_QUERY)} }),
);
`;

/** The API explorer: GraphiQL with a sample query. To be mounted at `/explorer`. */
export function explorer(): Router {
  const router = Router();
  router.use(pagePolicy());
  router.get("/", (_request, response) => {
    response.type("text/html").send(PAGE);
  });
  router.get("/start.js", (_request, response) => {
    response.type("text/javascript").send(START);
  });
  for (const [name, { file, type }] of Object.entries(ASSETS)) {
    let content: Buffer | undefined;
    router.get(`/${name}`, (_request, response) => {
      content ??= readFileSync(file);
      response.setHeader("Cache-Control", "public, max-age=86400");
      response.type(type).send(content);
    });
  }
  return router;
}
