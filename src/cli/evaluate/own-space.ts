import { isRecord } from "../../base/json/is-record.js";
import { parseSpace } from "../../space/parse/parse-space.js";
import type { SearchSpace } from "../../space/types.js";
import type { Job } from "../../worker/job-source.js";

/** Returns the space of a job where a user declared what its networks consist of; the others are known by their ids. */
export const ownSpaceOf = ({ definition }: Job): SearchSpace | undefined =>
  isRecord(definition) && definition.backbones !== undefined ? parseSpace(definition) : undefined;
