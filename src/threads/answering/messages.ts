import type {
  Download,
  HttpAnswer,
  HttpOperation,
  SocketOperation,
  SocketResult,
} from "../../api/operations/answerer.js";

/** What the thread that holds the connections sends to an answering thread. `id` numbers the call. */
export type ToThread =
  | { readonly kind: "http"; readonly id: number; readonly operation: HttpOperation }
  | { readonly kind: "download"; readonly id: number; readonly download: Download }
  | { readonly kind: "execute"; readonly id: number; readonly operation: SocketOperation }
  | { readonly kind: "subscribe"; readonly id: number; readonly operation: SocketOperation }
  /** Asks for the next event of a subscription. */
  | { readonly kind: "next"; readonly id: number }
  | { readonly kind: "abort"; readonly id: number }
  | { readonly kind: "close" };

/** What an answering thread sends back. */
export type FromThread =
  | { readonly kind: "ready" }
  /** The thread could not begin. */
  | { readonly kind: "unable"; readonly error: PlainError }
  | { readonly kind: "answer"; readonly id: number; readonly answer: HttpAnswer | SocketResult }
  /** The query needs a long computation; see `NeedsTime`. */
  | { readonly kind: "needsTime"; readonly id: number; readonly what: string }
  | { readonly kind: "failed"; readonly id: number; readonly error: PlainError }
  /** A subscription has begun. */
  | { readonly kind: "begun"; readonly id: number }
  | { readonly kind: "event"; readonly id: number; readonly event: IteratorResult<SocketResult, undefined> };

/** An error as it crosses threads. */
export interface PlainError {
  readonly message: string;
  readonly stack: string | undefined;
}

export const plainError = (error: unknown): PlainError =>
  error instanceof Error
    ? { message: error.message, stack: error.stack }
    : { message: String(error), stack: undefined };
