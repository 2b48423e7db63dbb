import { render } from "preact";
import { isOffline, needsToken } from "./api/session.js";
import { FrontPage } from "./front/front-page.js";
import { Link } from "./parts/link.js";
import { path } from "./parts/location.js";
import { SignIn, Who } from "./parts/sign-in.js";
import { Empty } from "./parts/states.js";
import { nextTheme, theme } from "./parts/theme.js";

const THEMES = { system: "◐", light: "☀", dark: "☾" } as const;

function Page() {
  if (path.value === "/") return <FrontPage />;
  return <Empty title="There is nothing at this address." reasons={[]} />;
}

function App() {
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="top">
        <Link to="/" class="brand">
          <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
            <path class="front-line" d="M4 26V18H12V11H20V6H29" />
          </svg>
          Harmonic
        </Link>
        <nav aria-label="Views">
          <Link to="/" isCurrent={path.value === "/"}>
            Front
          </Link>
          <a href="/explorer">API</a>
        </nav>
        <span class="spacer" />
        <Who />
        <button
          type="button"
          class="quiet"
          onClick={nextTheme}
          aria-label={`Theme: ${theme.value}. Change it.`}
        >
          {THEMES[theme.value]}
        </button>
      </header>
      {isOffline.value && (
        <p class="banner" role="alert">
          The server cannot be reached. What is shown may be out of date.
        </p>
      )}
      {needsToken.value ? (
        <SignIn />
      ) : (
        <main id="main">
          <Page />
        </main>
      )}
    </>
  );
}

render(<App />, document.getElementById("app")!);
