/** Days are counted from the first on which somebody may have been hired; texts are as SQLite keeps them, in no time zone. */
const FIRST_DAY = Date.UTC(2005, 0, 1);
const DAY = 86_400_000;

const dayOf = (year: number, month: number, day: number): number => (Date.UTC(year, month - 1, day) - FIRST_DAY) / DAY;

/** Before it everybody is hired. */
export const LAST_HIRE = dayOf(2023, 12, 31);
/** The first day of the year whose meetings there are. */
export const YEAR_OF_MEETINGS = dayOf(2024, 1, 1);
/** What ends after it has no end yet. */
export const LAST_DAY = dayOf(2024, 12, 31);

/** Made once: a text of a date takes longer than all else of a row. */
const DAYS: readonly string[] = Array.from({ length: LAST_DAY + 1_000 }, (_, day) =>
  new Date(FIRST_DAY + day * DAY).toISOString().slice(0, 10),
);

/** `2023-10-31` */
export function dayText(day: number): string {
  return DAYS[day];
}

/** `2023-10-31 09:30:00.000`, of a day and quarters of an hour. */
export function momentText(day: number, quarters: number): string {
  const [hour, minute] = [Math.floor(quarters / 4), (quarters % 4) * 15];
  return `${DAYS[day]} ${String(hour).padStart(2, '0')}:${minute === 0 ? '00' : minute}:00.000`;
}

/** The day itself, or the Monday after it. */
export function workday(day: number): number {
  const weekday = new Date(FIRST_DAY + day * DAY).getUTCDay();
  return day + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
}
