const ISO_8601 = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * A moment as ISO 8601 in UTC with milliseconds, from any ISO 8601 date and time with a zone; undefined for any other text:
 * without a zone it would depend on the machine's, and 30 February would silently be a day in March.
 */
export function isoInstant(text: string): string | undefined {
  const [, year, month, day] = ISO_8601.exec(text) ?? [];
  const time = Date.parse(text);
  if (day === undefined || Number.isNaN(time)) return undefined;
  const daysOfMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) > daysOfMonth ? undefined : new Date(time).toISOString();
}
