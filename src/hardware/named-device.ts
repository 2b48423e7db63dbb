import { deviceId } from "../base/ids.js";
import type { Device } from "./types.js";

/** A device of which only the name is known, as a table's column gives it. */
export const namedDevice = (id: string): Device => ({
  id: deviceId(id),
  name: id,
  description: "",
  runtime: "",
  batch: 1,
});
