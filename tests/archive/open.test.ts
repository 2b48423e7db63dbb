import { describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open.js";

describe("ARCHIVE", () => {
  it.each(["", "harmonic.db", "sqlite:", "postgres://localhost/x", "mongodb:", "redis://localhost"])(
    "must not be %j; the error names the field and what is allowed",
    async (url) => {
      await expect(openArchive(url)).rejects.toMatchObject({
        code: "INVALID_INPUT",
        field: "ARCHIVE",
        message: expect.stringMatching(/sqlite:FILE/),
      });
    },
  );

  it.each(["mongodb://", "mongodb://user:p@ss:secret@host/x"])(
    "must not be %j; the error does not repeat it",
    async (url) => {
      const failure = await openArchive(url).catch((error) => error);
      expect(failure).toMatchObject({ code: "INVALID_INPUT", field: "ARCHIVE" });
      expect(failure.message).not.toContain("secret");
    },
  );

  it("may hold a password, which no error shows", async () => {
    const failure = await openArchive("mongodb://user:secret@127.0.0.1:1/x").catch((error) => error);
    expect(failure).toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(/127\.0\.0\.1:1 does not answer/),
    });
    expect(failure.message).not.toContain("secret");
  });

  it("may name a cluster by mongodb+srv; where DNS does not know it, the error says so", async () => {
    const url = "mongodb+srv://user:secret@no-such-host.example.invalid/x";
    const failure = await openArchive(url).catch((error) => error);
    expect(failure).toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(
        /no-such-host\.example\.invalid cannot be found: .*; check the host in ARCHIVE/,
      ),
    });
    expect(failure.message).not.toContain("secret");
  });
});
