const ISO_8601 = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Converts an ISO 8601 date and time with a zone to ISO 8601 in UTC with milliseconds. Any other text gives
 * undefined: without a zone the result would depend on the machine's, and a day that does not exist, such as 30
 * February, would silently become a day in March.
 */
export function isoInstant(text: string): string | undefined {
  const [, year, month, day] = ISO_8601.exec(text) ?? [];
  const time = Date.parse(text);
  if (day === undefined || Number.isNaN(time)) return undefined;
  const daysOfMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) > daysOfMonth ? undefined : new Date(time).toISOString();
}
