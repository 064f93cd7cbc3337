import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  openSync,
  statSync,
  writeSync,
} from 'node:fs';
import { fileProblem } from '../../file-problem';
import { UserError } from '../../user-error';

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_WRONLY, W_OK } = constants;
const PRIVATE = 0o600;

const SO_WHAT = 'nothing runs without it';

/**
 * The file of an audit: one JSON record a line, only ever appended to. One record is one write, so that several shells may have the same
 * file. Where another file has taken its name, as when logs are rotated, it goes on in that one.
 */
export class AuditFile {
  readonly #path: string;
  readonly #name: string;
  #file: number;
  /** The last write did not come to its end. */
  #halfLine = false;

  private constructor(path: string, name: string, file: number) {
    this.#path = path;
    this.#name = name;
    this.#file = file;
  }

  /**
   * Opens the file, and makes it where there is none, for its owner alone.
   * @param path absolute.
   * @param name as the person, or the settings, wrote it.
   * @throws UserError when it cannot be written.
   */
  static open(path: string, name: string): AuditFile {
    return new AuditFile(path, name, opened(path, name, O_CREAT));
  }

  /**
   * Writes one record.
   * @param flushed whether it has to be on the disk when this is over.
   * @throws UserError when it cannot be written.
   */
  write(record: object, flushed: boolean): void {
    this.#follow();
    // A JSON text has no line break of its own.
    const line = Buffer.from(`${this.#halfLine ? '\n' : ''}${JSON.stringify(record)}\n`);
    try {
      for (let at = 0; at < line.length;) {
        at += writeSync(this.#file, line, at);
        this.#halfLine = at < line.length;
      }
      if (flushed) flush(this.#file);
    } catch (error) {
      throw unwritable(this.#name, error);
    }
  }

  /** What was written and not flushed is on the disk then. */
  close(): void {
    try {
      flush(this.#file);
    } catch {
      // Who writes hears of what cannot be written; nothing is to be written any more.
    }
    closeSync(this.#file);
  }

  /** Sees to it that what is written goes to the file of that name, as long as it may be written. */
  #follow(): void {
    try {
      const there = statSync(this.#path);
      const open = fstatSync(this.#file);
      // A file that is open takes writes whatever its mode says by now.
      accessSync(this.#path, W_OK);
      if (there.ino === open.ino && there.dev === open.dev) return;
    } catch (error) {
      if (isCode(error, 'ENOENT')) throw new UserError(`The audit file ${this.#name} is gone, and ${SO_WHAT}.`);
      throw unwritable(this.#name, error);
    }
    const file = opened(this.#path, this.#name, 0);
    closeSync(this.#file);
    this.#file = file;
    this.#halfLine = false;
  }
}

/** @throws UserError */
function opened(path: string, name: string, flags: number): number {
  let file: number;
  try {
    // A pipe that nobody reads would be waited for.
    file = openSync(path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK | flags, PRIVATE);
  } catch (error) {
    if (isCode(error, 'ELOOP'))
      throw new UserError(`The audit file ${name} is a symbolic link: name the file that it leads to.`);
    // Nobody reads the pipe.
    if (isCode(error, 'ENXIO')) throw isPipe(name);
    throw unwritable(name, error);
  }
  const stats = fstatSync(file);
  if (stats.isFIFO()) {
    closeSync(file);
    throw isPipe(name);
  }
  if (stats.isFile() && (stats.mode & 0o777) !== PRIVATE) makePrivate(file);
  return file;
}

function isPipe(name: string): UserError {
  return new UserError(`The audit file ${name} is a pipe, which keeps nothing: name a file.`);
}

/** A file of somebody else's, or one that may only be appended to (`chattr +a`), stays as its owner made it. */
function makePrivate(file: number): void {
  try {
    fchmodSync(file, PRIVATE);
  } catch (error) {
    if (!isCode(error, 'EPERM')) throw error;
  }
}

/** What is no file (a device) has nothing to flush. */
function flush(file: number): void {
  try {
    fsyncSync(file);
  } catch (error) {
    if (!isCode(error, 'EINVAL')) throw error;
  }
}

function unwritable(name: string, error: unknown): UserError {
  const { message } = fileProblem('written', `The audit file ${name}`, error);
  return new UserError(message.replace(/\.$/, `, and ${SO_WHAT}.`));
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
