/** Whether only this machine can reach a server that listens on `host`. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  return name === "localhost" || name === "::1" || /^127(\.\d{1,3}){3}$/.test(name);
}

/**
 * Makes the check that the header `Host` names this server: a loopback name, or the name on which the server listens.
 * The check protects servers that ask for no token (`isOpen`) from DNS rebinding: a web page can make its own domain
 * point to 127.0.0.1, and its requests then carry that domain as `Host`.
 */
export function hostGuard(listenHost: string, isOpen: () => boolean): (host: string | undefined) => boolean {
  return (host) => {
    if (host === undefined || !isOpen()) return true;
    const name = host.replace(/:\d+$/, "");
    return isLoopback(name) || name.toLowerCase() === listenHost.toLowerCase();
  };
}

/** Whether a WebSocket was opened by a page of this server, or by a program, which sends no `Origin`. */
export function isSameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}
