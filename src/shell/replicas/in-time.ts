import type { Server, Taken } from './server';

/** How long a server may take to answer until it counts as gone, in milliseconds. */
const PATIENCE = 5_000;

/**
 * Takes a connection, and gives up on a server that leaves one waiting although it has some left.
 * @throws what connecting throws, or that it did not answer.
 */
export async function inTime<Connection>(server: Server<Connection>): Promise<Taken<Connection>> {
  const taken = server.take();
  if (server.isFull()) return taken;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((done) => (timer = setTimeout(done, PATIENCE, undefined)));
  try {
    const first = await Promise.race([taken, tooLate]);
    if (first !== undefined) return first;
    taken.then(
      (late) => late.release(),
      () => {},
    );
    throw new Error(`${server.address} did not answer in time`);
  } finally {
    clearTimeout(timer);
  }
}
