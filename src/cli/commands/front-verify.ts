import { InvalidInput } from "../../base/errors.js";
import { parityFigure } from "../../service/verification/parity-plot.js";
import type { Verification } from "../../service/verification/verification.js";
import type { VerifyFront, VerifyFrontReport } from "../../service/verification/verify-front.js";
import type { PlotRequest } from "../input/plot-options.js";
import type { GeneText } from "../output/genes/gene-code.js";
import { asJson } from "../output/json.js";
import { writePlot } from "../output/plots/write-plot.js";
import { frontJson } from "../output/points.js";
import { showProgress } from "../output/progress.js";
import { verificationCsv, verificationJson } from "../output/verification/json.js";
import { progressText, verificationText, waitingText } from "../output/verification/text.js";
import { type Answer, note, type Session } from "../session.js";
import { INTERRUPTED } from "../terminal.js";

/** What a verification is asked for besides its front. */
export interface VerifyExtras {
  readonly plot: PlotRequest | undefined;
  readonly giveUp: string | undefined;
}

/** How the answer is shown. */
export interface ShownAs {
  readonly genes: GeneText;
  readonly format: "table" | "csv" | "json";
}

/** Throws `InvalidInput` on an option that needs `--verify` and has none. */
export function checkVerifyFlags(flags: {
  readonly verify?: true | undefined;
  readonly giveUp?: string | undefined;
}): void {
  if (flags.verify === undefined && flags.giveUp !== undefined) {
    throw new InvalidInput("--give-up", "--give-up needs --verify: it ends the waiting of a verification");
  }
}

/** Has a front verified, waits for the measurements, and reports. Ctrl-C ends the waiting, not the verification. */
export async function verifyFront(
  session: Session,
  question: VerifyFront,
  flags: VerifyExtras,
  shown: ShownAs,
): Promise<Answer> {
  const { service, terminal } = session;
  const report = await service.verifyFront(question);
  if (report.verification === undefined) return nothingToVerify(session, question, report);
  const { id } = report.verification;
  if (report.asked > 0) note(terminal, askedText(report, report.verification));
  if (flags.giveUp !== undefined) {
    const { failed } = await service.failVerification({ verification: id, reason: flags.giveUp });
    note(terminal, `${failed.length} points are given up`);
  } else if (report.verification.counts.waiting > 0) {
    note(terminal, waitingText(report.verification, shown.genes));
  }
  const isInterrupted = await waitFor(session, id);
  const verification = await service.verification(id);
  const change = await service.frontOfVerification(id);
  const plot = await plotted(session, verification, flags.plot);
  if (isInterrupted) note(terminal, "stopped; the points still wait, and the same command goes on waiting");
  const json = verificationJson(verification, change, { asked: report.asked, plot });
  const nothingNew = report.asked === 0 && report.frontPoints !== undefined;
  const forms = {
    table: () =>
      [
        ...(nothingNew ? [NOTHING_NEW, ""] : []),
        verificationText(verification, change, shown.genes, question.first),
      ].join("\n"),
    csv: () => verificationCsv(verification),
    json: () => asJson(json),
  };
  return { json, text: forms[shown.format], exitCode: isInterrupted ? INTERRUPTED : 0 };
}

/** Shows progress until nothing waits any more. Returns whether Ctrl-C came first. */
async function waitFor({ service, terminal }: Session, id: string): Promise<boolean> {
  const following = new AbortController();
  const stopListening = terminal.onInterrupt(() => following.abort());
  const { points } = await service.verification(id);
  const total = points.filter(({ status }) => status !== "not-awaited").length;
  const bar = showProgress(terminal.stderr, { label: "verifying", unit: "points", total });
  let waiting = 0;
  try {
    for await (const verification of service.followVerification(id, following.signal)) {
      waiting = verification.counts.waiting;
      bar.update(total - waiting, progressText(verification));
    }
    return waiting > 0;
  } finally {
    bar.stop();
    stopListening();
  }
}

async function nothingToVerify(
  { service }: Session,
  question: VerifyFront,
  report: VerifyFrontReport,
): Promise<Answer> {
  const { first: _, ...query } = question;
  const front = await service.paretoFront(query);
  const text =
    report.frontPoints === 0
      ? "The front is empty: there is nothing to verify."
      : `Everything on the front (${counted(report.frontPoints)}) is measured already: there is nothing to verify.`;
  return {
    json: { ...frontJson(front), verification: null },
    text: () => [text, ...report.notes].join("\n"),
  };
}

const NOTHING_NEW =
  "Nothing new on the front is to be measured on the device: its costs are measured already, or were given up.";

const counted = (points = 0): string => (points === 1 ? "1 point" : `${points} points`);

function askedText({ asked, frontPoints }: VerifyFrontReport, { rounds, device }: Verification): string {
  const again = rounds === 1 ? "" : ", which nobody asked to verify before,";
  return `${asked} of the ${counted(frontPoints)} of the front${again} are to be measured on ${device}`;
}

/** Writes the plot, if one is asked for and anything is measured. Returns the file that was written, else null. */
async function plotted(
  { terminal }: Session,
  verification: Verification,
  request: PlotRequest | undefined,
): Promise<string | null> {
  if (request === undefined) return null;
  const figure = parityFigure(verification);
  if (figure.panels.length === 0) {
    note(terminal, `${request.file} was not written: ${figure.notes[0]}`);
    return null;
  }
  await writePlot(figure, request);
  return request.file;
}
