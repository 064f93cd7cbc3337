import type { Role } from './server';

/** A server, as it was when it was asked. */
export interface ServerFacts {
  /** What it is called: `standby 127.0.0.1:5434`. */
  readonly name: string;
  /** `undefined` for one that does not answer. */
  readonly role: Role | undefined;
  /** Seconds, at most; 0 where it shows all; `undefined` where nobody knows. */
  readonly behind: number | undefined;
  readonly isRead: boolean;
  readonly isWritten: boolean;
}

/** A standby that is so many seconds behind is told of. */
export const TOO_FAR = 5;

/** `up to date`, `at most 0.2 s behind`; empty where nobody knows. */
export function behindText({ behind }: Pick<ServerFacts, 'behind'>): string {
  if (behind === undefined) return '';
  return behind === 0 ? 'up to date' : `at most ${seconds(behind)} behind`;
}

/** Said when a shell opens. */
export function openingText(reads: ServerFacts): string {
  if (reads.isWritten) return `Reads and writes go to ${reads.name}. .use standby reads from a standby.`;
  const behind = behindText(reads);
  return `Reads go to ${reads.name}${behind === '' ? '' : `, ${behind}`}. .use primary reads where writes go.`;
}

/** A line of the list that `.use` shows. */
export function factsLine(facts: ServerFacts): string {
  const { role, isRead, isWritten } = facts;
  const states = [
    role === undefined ? 'does not answer' : role === 'not ready' ? 'answers and is not ready' : behindText(facts),
    isRead && isWritten ? 'reads and writes go there' : isRead ? 'reads go there' : isWritten ? 'writes go there' : '',
  ].filter((state) => state !== '');
  return [facts.name, ...states].join(' · ');
}

export const NOTICES = {
  dead: (dead: readonly string[], now: string) =>
    `${list(dead)} ${dead.length === 1 ? 'does' : 'do'} not answer: reads go to ${now}.`,
  away: (dead: readonly string[]) => `${list(dead)} ${dead.length === 1 ? 'does' : 'do'} not answer.`,
  back: (now: string) => `Reads go to ${now} again.`,
  movedWrites: (from: string, to: string) => `${from} takes no writes: they go to ${to} from now on.`,
  promoted: (address: string) =>
    `${address} is no standby any more: it takes writes of its own. Reads go elsewhere as long as the primary answers.`,
  late: (address: string, behind: number) =>
    `standby ${address} is at most ${seconds(behind)} behind: .use primary reads what is true now.`,
  stale: (address: string) =>
    `The primary does not answer: what standby ${address} shows may lack what was written last.`,
} as const;

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** `0.2 s`, `12 s`, `3 min`, `2 h`. */
function seconds(count: number): string {
  if (count < 10) return `${Math.max(0.1, Math.round(count * 10) / 10)} s`;
  if (count < 120) return `${Math.round(count)} s`;
  return count < 7200 ? `${Math.round(count / 60)} min` : `${Math.round(count / 3600)} h`;
}
