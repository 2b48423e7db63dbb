import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { type RequestHandler, type Response, Router } from "express";
import { builtDashboard } from "../traffic/built-dashboard.js";
import { dashboardPolicy } from "../traffic/headers.js";
import { respondError } from "./respond.js";

/** The paths of the dashboard's views. Each answers with the same page, which reads the path itself. */
const VIEWS = ["/", "/networks/:key", "/runs", "/runs/:key", "/devices", "/devices/:key"];

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** A file of the dashboard with its compressed forms. */
interface File {
  readonly type: string;
  readonly bytes: Buffer;
  readonly gzip: Buffer;
  readonly br: Buffer;
  readonly tag: string;
}

/** The dashboard that `npm run build` has bundled: its page at the path of every view, and its files. */
export function dashboard(folder: string = builtDashboard()): Router {
  let files: ReadonlyMap<string, File> | undefined;
  const router = Router();
  const serve = (name: (path: string) => string, caching: string): RequestHandler => {
    return (request, response, next) => {
      files ??= readFiles(folder);
      if (files.size === 0) return notBuilt(response);
      const file = files.get(name(request.path));
      if (file === undefined) return next();
      const form = request.acceptsEncodings(["br", "gzip", "identity"]);
      response.setHeader("Vary", "Accept-Encoding");
      response.setHeader("Cache-Control", caching);
      response.setHeader(
        "ETag",
        form === "br" || form === "gzip" ? `"${file.tag}-${form}"` : `"${file.tag}"`,
      );
      if (form === "br" || form === "gzip") response.setHeader("Content-Encoding", form);
      response.setHeader("Content-Type", file.type);
      response.send(form === "br" || form === "gzip" ? file[form] : file.bytes);
    };
  };
  router.get(
    VIEWS,
    dashboardPolicy(),
    serve(() => "index.html", "no-cache"),
  );
  router.get(
    "/icon.svg",
    serve(() => "icon.svg", "public, max-age=86400"),
  );
  router.get(
    "/assets/:name",
    serve((path) => path.slice(1), "public, max-age=31536000, immutable"),
  );
  return router;
}

function notBuilt(response: Response): void {
  respondError(
    response,
    503,
    "UNAVAILABLE",
    "the dashboard is not built: run npm run build; the API is at /graphql",
  );
}

/** The files of the folder by their path in it; none if it is not there. */
function readFiles(folder: string): ReadonlyMap<string, File> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
    name.replaceAll("\\", "/"),
  );
  return new Map(
    names
      .filter((name) => extname(name) in TYPES)
      .map((name) => {
        const read = (ending: string) => readFileSync(join(folder, `${name}${ending}`));
        const bytes = read("");
        const tag = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
        return [name, { type: TYPES[extname(name)], bytes, gzip: read(".gz"), br: read(".br"), tag }];
      }),
  );
}
