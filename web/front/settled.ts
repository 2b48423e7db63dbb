import { useEffect, useState } from "preact/hooks";

/** Time after the last change of a value until what takes long follows [ms]. */
const PAUSE_MS = 120;

/** A value once it has not changed for a while, so that work for it waits until a movement ends. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
