import { FrontMovesDocument } from "../generated/operations.js";
import { subscribe } from "../parts/subscribe.js";

/** Tells every move of a front until the returned function is called. The first event has the whole front: no move. */
export function followFront(task: string, device: string, moved: () => void): () => void {
  let isFirst = true;
  return subscribe(FrontMovesDocument, { task, device }, ({ frontChanged: { added, removed, changed } }) => {
    if (!isFirst && added.length + removed.length + changed.length > 0) moved();
    isFirst = false;
  });
}
