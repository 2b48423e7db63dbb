import { CatalogDocument, type CatalogQuery } from "../generated/operations.js";
import { ask } from "./ask.js";
import { resource } from "./resource.js";

/** Who uses the dashboard, and the tasks and devices that there are. */
export const catalog = resource<CatalogQuery>((signal) => ask(CatalogDocument, {}, signal));
