import { expect, it, vi } from "vitest";
import { patiently } from "../../web/api/patiently.js";

const failure = (code: string) => Object.assign(new Error(`failed with ${code}`), { code });

it("a first reading that takes longer than a question may is asked for until it is whole", async () => {
  const whenSlow = vi.fn();
  const question = vi.fn<() => Promise<string>>();
  question.mockRejectedValueOnce(failure("TIMEOUT")).mockRejectedValueOnce(failure("TIMEOUT"));
  question.mockResolvedValue("columns");
  expect(await patiently(question, whenSlow)).toBe("columns");
  expect(question).toHaveBeenCalledTimes(3);
  expect(whenSlow).toHaveBeenCalledTimes(2);
});

it("other failures are shown at once, and what never ends is not asked for without end", async () => {
  const refused = vi.fn(() => Promise.reject(failure("NOT_FOUND")));
  await expect(patiently(refused, () => undefined)).rejects.toThrow("NOT_FOUND");
  expect(refused).toHaveBeenCalledOnce();
  const endless = vi.fn(() => Promise.reject(failure("TIMEOUT")));
  await expect(patiently(endless, () => undefined)).rejects.toThrow("TIMEOUT");
  expect(endless).toHaveBeenCalledTimes(12);
});
