/**
 * How a database's time without a zone is meant: in UTC (SQLite, as TypeORM writes it), in the zone of this process (pg, mysql2), or so
 * many minutes before UTC (mysql2's option `timezone`).
 */
export type Zone = 'utc' | 'local' | { readonly minutes: number };

/** The zone of this process, or UTC where that is the same. */
export function localZone(): Zone {
  return Intl.DateTimeFormat().resolvedOptions().timeZone === 'UTC' ? 'utc' : 'local';
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/;

interface Parsed {
  readonly day: string;
  /** `09:30:00` */
  readonly clock: string;
  readonly fields: readonly [year: number, month: number, day: number, hour: number, minute: number, second: number];
  /** Digits of the fraction of a second, without zeros at the end. */
  readonly fraction: string;
  /** As written: `Z`, `+01:00`. */
  readonly offset: string | undefined;
}

function parse(text: string): Parsed | undefined {
  const [, year, month, day, hour, minute, second = '00', fraction = '', offset] = TIME.exec(text) ?? [];
  if (year === undefined) return undefined;
  return {
    day: `${year}-${month}-${day}`,
    clock: `${hour}:${minute}:${second}`,
    fields: [Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second)],
    fraction: fraction.replace(/0+$/, ''),
    offset,
  };
}

/**
 * The instant that TypeORM makes of a database's date and time: `2023-10-31T09:30:00.123456Z`. A time that the clocks of the zone never
 * showed stays as it is, without the Z. What is neither (`infinity`) stays too.
 */
export function instantText(text: string, zone: Zone): string {
  const parsed = parse(text);
  if (parsed === undefined) return text;
  const { fraction, offset } = parsed;
  const point = fraction === '' ? '' : `.${fraction}`;
  const meant = offset === undefined ? zone : zoneOf(offset);
  if (meant === 'utc') return `${parsed.day}T${parsed.clock}${point}Z`;
  const time = timeOf(parsed, meant);
  if (time === undefined) return `${parsed.day}T${parsed.clock}${point}`;
  return `${time.toISOString().slice(0, 19)}${point}Z`;
}

/** The date and time that a database is given for an instant: `2023-10-31 09:30:00.123456`. */
export function wallText(instant: string, zone: Zone): string {
  const parsed = parse(instant);
  if (parsed === undefined) return instant;
  const { fraction, offset } = parsed;
  const point = fraction === '' ? '' : `.${fraction}`;
  const asWritten = `${parsed.day} ${parsed.clock}${point}`;
  if (offset === undefined) return asWritten;
  const from = zoneOf(offset);
  if (from === 'utc' && zone === 'utc') return asWritten;
  const time = from === 'utc' ? utcTime(parsed) : timeOf(parsed, from);
  if (time === undefined || Number.isNaN(time.getTime())) return asWritten;
  if (zone === 'local') return `${localText(time)}${point}`;
  const moved = zone === 'utc' ? time : new Date(time.getTime() + zone.minutes * MINUTE);
  return `${moved.toISOString().slice(0, 19).replace('T', ' ')}${point}`;
}

/** How many digits the fraction of a second has. */
export function secondDigits(text: string): number {
  return /:\d\d\.(\d+?)0*(?:Z|[+-][\d:]+)?$/.exec(text)?.[1]?.length ?? 0;
}

/** `9:30` and `09:30:00.000` are `09:30:00`. */
export function timeOfDay(text: string): string {
  const [, sign = '', hour, minute, second = '00', fraction = ''] =
    /^(-?)(\d{1,3}):(\d\d)(?::(\d\d)(?:\.(\d+))?)?$/.exec(text) ?? [];
  if (hour === undefined) return text;
  const digits = fraction.replace(/0+$/, '');
  return `${sign}${hour.padStart(2, '0')}:${minute}:${second}${digits === '' ? '' : `.${digits}`}`;
}

const MINUTE = 60_000;

/** `Z`, `+01:00`, `-03`. */
export function zoneOf(offset: string): Zone {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(offset) ?? [];
  const all = Number(hours) * 60 + Number(minutes);
  return sign === undefined || all === 0 ? 'utc' : { minutes: sign === '-' ? -all : all };
}

function utcTime({ fields: [year, month, day, hour, minute, second] }: Parsed): Date {
  const time = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
  time.setUTCFullYear(year, month - 1, day);
  return time;
}

/** `undefined` for a time that there was not. */
function timeOf(parsed: Parsed, zone: Exclude<Zone, 'utc'>): Date | undefined {
  const [year, month, day, hour, minute, second] = parsed.fields;
  if (zone !== 'local') return new Date(utcTime(parsed).getTime() - zone.minutes * MINUTE);
  const time = new Date(2000, 0, 1, hour, minute, second);
  // At once: a day that is set after the hour may have another summer time.
  time.setFullYear(year, month - 1, day);
  time.setHours(hour, minute, second);
  return localText(time) === `${parsed.day} ${parsed.clock}` ? time : undefined;
}

function localText(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(time.getFullYear()).padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}
