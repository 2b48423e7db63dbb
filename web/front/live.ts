import { createClient } from "graphql-ws";
import { token } from "../api/session.js";
import { FrontMovesDocument, type FrontMovesSubscription } from "../generated/operations.js";

/** A change of a front, as the API tells it. */
export type FrontMove = FrontMovesSubscription["frontChanged"];

/** Follows a front until the returned function is called. The first event, which has the whole front, is left out. */
export function followFront(task: string, device: string, told: (move: FrontMove) => void): () => void {
  const client = createClient({
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
    connectionParams: () => (token.value === undefined ? {} : { authorization: `Bearer ${token.value}` }),
    retryAttempts: 100,
    shouldRetry: () => true,
  });
  let isFirst = true;
  const stop = client.subscribe<FrontMovesSubscription>(
    { query: FrontMovesDocument.toString(), variables: { task, device } },
    {
      next: ({ data }) => {
        if (data == null) return;
        const { added, removed, changed } = data.frontChanged;
        const isMove = added.length + removed.length + changed.length > 0;
        if (!isFirst && isMove) told(data.frontChanged);
        isFirst = false;
      },
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return () => {
    stop();
    void client.dispose();
  };
}
