import { useEffect, useId, useRef } from "preact/hooks";
import { catalog } from "../api/catalog.js";
import { keepToken, needsToken, token } from "../api/session.js";

const WORDS = { READ: "reader", WRITE: "writer", ADMIN: "administrator" } as const;

/** Who is signed in, and how to sign out; nothing where the server asks for no token. */
export function Who() {
  const viewer = catalog.state.value.data?.viewer;
  if (needsToken.value || viewer === undefined) return null;
  const name = viewer.name === "open" ? "no sign-in needed" : viewer.name;
  return (
    <span class="who">
      <span title="What you may do here">{WORDS[viewer.role]}</span> <span class="faint">{name}</span>
      {token.value !== undefined && (
        <button type="button" class="quiet" onClick={() => keepToken(undefined)}>
          Sign out
        </button>
      )}
    </span>
  );
}

/** Asks for a token. */
export function SignIn() {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const isRefused = token.value !== undefined;
  return (
    <main class="sign-in" id="main">
      <form
        class="panel"
        onSubmit={(event) => {
          event.preventDefault();
          const given = input.current?.value.trim();
          if (given) keepToken(given);
        }}
      >
        <h1>Sign in</h1>
        <p>
          This server asks for a token. It is kept until you close this tab, and sent to this server only.
        </p>
        <label class="field" for={id}>
          <span>Token</span>
          <input
            id={id}
            ref={input}
            type="password"
            autocomplete="off"
            required
            aria-describedby={`${id}said`}
          />
        </label>
        <p id={`${id}said`} class="problem" role="alert">
          {isRefused && "The server does not accept this token: it is wrong, has expired or was revoked."}
        </p>
        <button type="submit" class="primary">
          Sign in
        </button>
        <p class="faint">
          An administrator creates tokens with: harmonic token create --role read --name NAME
        </p>
      </form>
    </main>
  );
}
