import { beforeEach, describe, expect, test } from "vitest";
import { audited } from "../../src/service/audit/audited.js";
import { testService } from "../support/service.js";
import { CommandLine } from "./support/command-line.js";

let cli: CommandLine;
beforeEach(async () => {
  const { service } = await testService(undefined, undefined, undefined, Date.now);
  cli = new CommandLine(audited(service, { viewer: "cli", name: "ada" }));
});

describe("token create", () => {
  test("prints the secret once, with what it is", async () => {
    const made = await cli.json("token", "create", "--role", "write", "--name", "lab", "--expires", "30");
    expect(Object.keys(made as object)).toEqual(["id", "name", "role", "expiresAt", "token"]);
    expect(made).toMatchObject({ name: "lab", role: "write", token: expect.stringMatching(/^harm_\w{77}$/) });
    const { expiresAt, token, id } = made as { expiresAt: string; token: string; id: string };
    expect((Date.parse(expiresAt) - Date.now()) / 86_400_000).toBeCloseTo(30, 2);
    const { stdout } = await cli.run("token", "list");
    expect(stdout).toMatch(new RegExp(`${id} │ lab +│ write │ active │`));
    expect(stdout).not.toContain(token.slice(18));
    const list = await cli.json("token", "list");
    expect(list).toEqual({
      tokens: [
        {
          id,
          name: "lab",
          role: "write",
          status: "active",
          createdAt: expect.any(String),
          expiresAt,
          revokedAt: null,
        },
      ],
    });
  });

  test("without --expires makes one that does not expire, and says so", async () => {
    const { stdout, code } = await cli.run("token", "create", "--role", "admin", "--name", "me");
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^harm_\w{77}\nThis is the token .* does not expire/),
    ]);
  });

  test.each([
    [["--role", "root", "--name", "x"], "read, write, admin"],
    [["--name", "x"], "--role"],
    [["--role", "read"], "--name"],
    [["--role", "read", "--name", "a\tb"], "printable"],
    [["--role", "read", "--name", "x", "--expires", "0"], "--expires"],
    [["--role", "read", "--name", "x", "--expires", "1e9"], "36500"],
  ])("%j is refused in one line", async (args, message) => {
    const { code, stdout, stderr } = await cli.run("token", "create", ...args);
    expect([code, stdout, stderr.trim().split("\n").length]).toEqual([2, "", 1]);
    expect(stderr).toContain(message);
    expect(await cli.json("token", "list")).toEqual({ tokens: [] });
  });
});

describe("token revoke", () => {
  test("takes an id, a beginning of it or a name, and says what it did", async () => {
    const { id } = (await cli.json("token", "create", "--role", "read", "--name", "old")) as { id: string };
    expect((await cli.run("token", "revoke", id.slice(0, 6))).stdout).toBe(`revoked the token ${id} (old)\n`);
    expect((await cli.run("token", "revoke", "old")).stdout).toMatch(
      /was revoked at .* already; nothing was changed/,
    );
    expect(await cli.json("token", "revoke", id)).toMatchObject({ id, status: "revoked", changed: false });
  });

  test("of an unknown one is refused in one line that says which there are", async () => {
    const none = await cli.run("token", "revoke", "nobody");
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining("no token is valid")]);
    await cli.run("token", "create", "--role", "read", "--name", "known");
    const { code, stderr } = await cli.run("token", "revoke", "nobody");
    expect([code, stderr.split("\n").length]).toEqual([2, 2]);
    expect(stderr).toMatch(/unknown token "nobody": valid are \w{12} \(known\)/);
  });
});

describe("archive audit", () => {
  test("lists changes, newest first, and says whether there are more", async () => {
    expect((await cli.run("archive", "audit")).stdout).toBe("nothing was changed yet\n");
    await cli.run("device", "add", "board");
    await cli.run("token", "create", "--role", "read", "--name", "x");
    const all = await cli.json("archive", "audit");
    expect(all).toMatchObject({
      entries: [
        { viewer: "cli", name: "ada", operation: "createToken", outcome: "done", requestId: null },
        { viewer: "cli", name: "ada", operation: "registerDevice", subject: "board", outcome: "done" },
      ],
      hasMore: false,
    });
    const { stdout } = await cli.run("archive", "audit", "--limit", "1");
    expect(stdout).toMatch(/createToken/);
    expect(stdout).not.toMatch(/registerDevice/);
    expect(stdout).toMatch(/there are earlier entries, too; --limit shows more/);
  });

  test("survives archive reset, which says so", async () => {
    await cli.run("device", "add", "board");
    await cli.run("archive", "reset", "--yes");
    expect(await cli.json("archive", "audit")).toMatchObject({
      entries: [{ operation: "reset", subject: null }, { operation: "registerDevice" }],
    });
  });
});
