import { deviceId } from "../base/ids.js";
import type { Device } from "./types.js";

/** Makes the record of a device of which only the name is known, for example from a column of a table. */
export const namedDevice = (id: string): Device => ({
  id: deviceId(id),
  name: id,
  description: "",
  runtime: "",
  batch: 1,
});
