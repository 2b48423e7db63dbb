import { render } from "preact";
import { isOffline, needsToken } from "./api/session.js";
import { FrontPage } from "./front/front-page.js";
import { later } from "./parts/later.js";
import { Link } from "./parts/link.js";
import { path } from "./parts/location.js";
import { SignIn, Who } from "./parts/sign-in.js";
import { Empty } from "./parts/states.js";
import { nextTheme, theme } from "./parts/theme.js";

const THEMES = { system: "◐", light: "☀", dark: "☾" } as const;

const RunsPage = later(async () => (await import("./runs/runs-page.js")).RunsPage);
const RunPage = later(async () => (await import("./runs/run-page.js")).RunPage);
const NetworkPage = later(async () => (await import("./network/network-page.js")).NetworkPage);
const DevicesPage = later(async () => (await import("./devices/devices-page.js")).DevicesPage);
const DevicePage = later(async () => (await import("./devices/device-page.js")).DevicePage);

function Page() {
  const [, view, key] = path.value.split("/").map(decodeURIComponent);
  if (view === "") return <FrontPage />;
  if (view === "runs") return key === undefined ? <RunsPage /> : <RunPage id={key} key={key} />;
  if (view === "devices") return key === undefined ? <DevicesPage /> : <DevicePage id={key} key={key} />;
  if (view === "networks" && key !== undefined) return <NetworkPage id={key} key={key} />;
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
          <Link to="/runs" isCurrent={path.value.startsWith("/runs")}>
            Runs
          </Link>
          <Link to="/devices" isCurrent={path.value.startsWith("/devices")}>
            Devices
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
