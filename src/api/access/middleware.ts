import type { Request, RequestHandler, Response } from "express";
import { includesRole, type Role } from "../../records/access/token.js";
import { respondError } from "../http/respond.js";
import type { Access } from "./access.js";
import { type Admission, isRefusal, type Refusal, type Viewer } from "./viewer.js";

/** What was found out about a request, so that it is found out once. */
const ANSWERS = new WeakMap<Request, Promise<Admission | Refusal>>();

/** Who sends a request, or why it is not accepted. */
export function answerTo(access: Access, request: Request): Promise<Admission | Refusal> {
  let answer = ANSWERS.get(request);
  if (answer === undefined) {
    answer = access.admit(request.headers.authorization);
    ANSWERS.set(request, answer);
  }
  return answer;
}

/** Whether a request comes from somebody who may use the server. */
export const isAdmitted = async (access: Access, request: Request): Promise<boolean> =>
  !isRefusal(await answerTo(access, request));

/**
 * Refuses requests of viewers without a role: 401 `UNAUTHENTICATED` without a valid token, 403 `FORBIDDEN` where its
 * role is too low. Later handlers find the viewer with `viewerOf`.
 *
 * @param mayBeLate whether the tokens that were read last decide while the archive is away
 */
export function requireRole(access: Access, role: Role, mayBeLate = false): RequestHandler {
  return async (request, response, next) => {
    const { authorization } = request.headers;
    const answer = await (mayBeLate ? access.admit(authorization, true) : answerTo(access, request));
    if (isRefusal(answer)) return refuse(response, answer);
    if (!includesRole(answer.viewer.role, role)) {
      const message = `this needs a token of role ${role}; yours has role ${answer.viewer.role}`;
      return refuse(response, { status: 403, code: "FORBIDDEN", message });
    }
    response.locals.viewer = answer.viewer;
    next();
  };
}

/** The viewer of a request that passed `requireRole`. */
export const viewerOf = (response: Response): Viewer => response.locals.viewer;

function refuse(response: Response, { status, code, message }: Refusal): void {
  if (status === 401) response.setHeader("WWW-Authenticate", "Bearer");
  respondError(response, status, code, message);
}
