import type { Finding } from './description';

/** Refusals that have to do with the state of the database, not with what was asked of it. */
export type Situation =
  | 'locked'
  | 'deadlock'
  | 'conflict'
  | 'certification'
  | 'node-not-ready'
  | 'overtaken'
  | 'overtaken-on-sqlite'
  | 'read-only'
  | 'file-gone'
  | 'disk-full'
  | 'aborted-transaction'
  | 'denied'
  | 'no-unique-key'
  | 'no-database'
  | 'damaged'
  | 'disk-failure'
  | 'connection-lost'
  | 'commit-lost'
  | 'write-lost';

export const SITUATIONS: Readonly<Record<Situation, Finding>> = {
  locked: {
    title: 'The database is locked: another connection is writing to it.',
    advice: 'Try again when the other one has finished (an open transaction, another shell, a running script).',
  },
  deadlock: {
    title: 'Two transactions waited for each other, so the database ended this one.',
    advice: 'Nothing of the transaction was kept. Run it again.',
  },
  conflict: {
    title: 'Two transactions were in each other’s way, so the database ended this one.',
    advice:
      'Nothing of the transaction was kept. Run it again: in a Galera cluster the other may have written the same rows on another node.',
  },
  certification: {
    title: 'Another node of the cluster has changed the same rows first, so the commit was refused.',
    advice: 'Nothing of the transaction was kept. Run it again.',
  },
  'node-not-ready': {
    title:
      'This node of the Galera cluster takes no statements: it is cut off from the others, or catches up with them.',
    advice:
      'Nothing was kept of what failed. Run it again in a moment; .use shows the servers of a data source that has several.',
  },
  overtaken: {
    title: 'Another transaction has changed what this one works with, so the database refused it.',
    advice: 'Nothing of the transaction was kept. Run it again.',
  },
  'overtaken-on-sqlite': {
    title: 'Another connection has written since this transaction began to read, so it cannot write any more.',
    advice: 'Roll it back and run it again; one that begins with BEGIN IMMEDIATE waits for its turn instead.',
  },
  'read-only': {
    title: 'The database is read-only: it takes no writes.',
    advice: 'Check the permissions of the file, or the connection that the shell was started on.',
  },
  'file-gone': {
    title: 'The database file was deleted or moved while it was open.',
    advice: 'Nothing was written. Leave the shell and start it again.',
  },
  'disk-full': {
    title: 'The disk of the database is full.',
    advice: 'The statement has written nothing. Make room, then run it again.',
  },
  'aborted-transaction': {
    title: 'This transaction has failed before, and takes no more statements.',
    advice: 'Roll it back first: what failed was the statement before.',
  },
  denied: {
    title: 'The database user is not allowed to do this.',
    advice: 'Grant the right to the user, or start the shell with another one.',
  },
  'no-unique-key': {
    title: 'These columns do not tell one row from another: the table has no unique key on them.',
    advice: 'Name the primary key, or columns with a unique index.',
  },
  'no-database': {
    title: 'The file is not a SQLite database.',
    advice: 'Check the path of the data source.',
  },
  damaged: {
    title: 'The database file is damaged.',
    advice: 'Restore it from a backup, or take out what can be read: sqlite3 FILE .recover',
  },
  'disk-failure': {
    title: 'The disk of the database cannot be read or written.',
    advice: 'The statement has written nothing. Check the disk, and how much room there is.',
  },
  'connection-lost': {
    title: 'The database closed the connection.',
    advice: 'Run it again: another one is opened. What a transaction had not committed is gone.',
  },
  'commit-lost': {
    title: 'The connection was lost while the transaction was committed: the database knows whether it was kept.',
    advice: 'Look at the rows before you run it again: another connection is opened for that.',
  },
  'write-lost': {
    title: 'The database closed the connection.',
    advice:
      'What a transaction had not committed is gone. Outside of one, look whether it was done before you run it again.',
  },
};
