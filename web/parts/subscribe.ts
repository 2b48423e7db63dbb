import { createClient } from "graphql-ws";
import { token } from "../api/session.js";
import type { TypedDocumentString } from "../generated/operations.js";

/** Follows a subscription until the returned function is called. A lost connection is opened again. */
export function subscribe<T, V extends Record<string, unknown>>(
  document: TypedDocumentString<T, V>,
  variables: V,
  told: (data: T) => void,
  ended: () => void = () => undefined,
): () => void {
  const client = createClient({
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
    connectionParams: () => (token.value === undefined ? {} : { authorization: `Bearer ${token.value}` }),
    retryAttempts: 100,
    shouldRetry: () => true,
  });
  const stop = client.subscribe<T>(
    { query: document.toString(), variables },
    {
      next: ({ data }) => {
        if (data != null) told(data as T);
      },
      error: ended,
      complete: ended,
    },
  );
  return () => {
    stop();
    void client.dispose();
  };
}
