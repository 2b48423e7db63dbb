import { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import {
  clientAddress,
  clientHost,
  compileTrust,
  networkOf,
} from "../../../src/api/traffic/client-address.js";

function request(remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage {
  const made = new IncomingMessage({ remoteAddress } as Socket);
  Object.assign(made.headers, headers);
  return made;
}

const from = (remote: string, forwarded: string) => request(remote, { "x-forwarded-for": forwarded });

describe("the address of a client", () => {
  it("is that of the connection, whatever a header says, unless proxies are believed", () => {
    expect(clientAddress(from("192.0.2.9", "198.51.100.1"), compileTrust(undefined))).toBe("192.0.2.9");
  });

  it("is as many proxies away as are believed", () => {
    const passed = from("127.0.0.1", "203.0.113.1, 198.51.100.1,192.0.2.1");
    expect(clientAddress(passed, compileTrust(1))).toBe("192.0.2.1");
    expect(clientAddress(passed, compileTrust(2))).toBe("198.51.100.1");
    expect(clientAddress(passed, compileTrust(9))).toBe("203.0.113.1");
  });

  it("is the nearest that is in no believed network", () => {
    const trust = compileTrust(["loopback", "192.0.2.0/24"]);
    expect(clientAddress(from("::ffff:127.0.0.1", "203.0.113.1, 198.51.100.1, 192.0.2.7"), trust)).toBe(
      "198.51.100.1",
    );
    expect(clientAddress(from("198.51.100.9", "203.0.113.1"), trust)).toBe("198.51.100.9");
  });

  it("is a proxy's own if it passes on what is no address", () => {
    for (const forwarded of ["unknown", "", "a".repeat(5_000), "1.2.3.4:80", "203.0.113.1, <script>"])
      expect(clientAddress(from("127.0.0.1", forwarded), compileTrust(3))).toBe("127.0.0.1");
  });
});

describe("the host by which a client calls", () => {
  it("is the forwarded one of a believed proxy only", () => {
    const passed = request("127.0.0.1", { host: "inside:4000", "x-forwarded-host": "api.example.org, b" });
    expect(clientHost(passed, compileTrust(undefined))).toBe("inside:4000");
    expect(clientHost(passed, compileTrust(["loopback"]))).toBe("api.example.org");
    expect(clientHost(passed, compileTrust(["192.0.2.1"]))).toBe("inside:4000");
  });
});

describe("the network that counts as one client", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::ffff:c000:201", "192.0.2.1"],
    ["0:0:0:0:0:ffff:192.0.2.1", "192.0.2.1"],
    ["64:ff9b::192.0.2.1", "64:ff9b:0:0::/64"],
    ["1::", "1:0:0:0::/64"],
    ["", ""],
  ])("of %s is %s", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
