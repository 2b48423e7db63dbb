import { CatalogDocument, type CatalogQuery } from "../generated/operations.js";
import { ask } from "./ask.js";
import { resource } from "./resource.js";

/** Who uses the dashboard, and the tasks and devices that there are. */
export const catalog = resource<CatalogQuery>((signal) => ask(CatalogDocument, {}, signal));

const RANKS = ["READ", "WRITE", "ADMIN"] as const;

/** Whether the viewer may do what a role may do; false until it is known who they are. */
export function may(role: (typeof RANKS)[number]): boolean {
  const own = catalog.state.value.data?.viewer.role;
  return own !== undefined && RANKS.indexOf(own) >= RANKS.indexOf(role);
}
