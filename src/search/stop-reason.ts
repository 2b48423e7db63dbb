/** Why a run ended; "exhausted" means that no network was left to propose. */
export type StopReason = "budget" | "time" | "plateau" | "exhausted" | "cancelled";

/** Why a run ended that was not cancelled: the stopping rule that held. */
export type StopRule = Exclude<StopReason, "cancelled">;
