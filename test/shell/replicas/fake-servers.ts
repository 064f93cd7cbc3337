import type { Look, Replication, Role, Server, Taken } from '../../../src/shell/replicas/server';

/** A server that is what a test makes of it. */
export class FakeServer implements Server<string> {
  answers = true;
  full = false;
  role: Role;
  behind: number | undefined = 0;
  /** The last write that it shows. */
  at = 0;
  /** How often it was asked how it is. */
  asked = 0;
  /** Connections that were taken and not given back. */
  taken = 0;

  constructor(
    readonly address: string,
    role: Role,
  ) {
    this.role = role;
  }

  isFull(): boolean {
    return this.full;
  }

  async take(): Promise<Taken<string>> {
    if (!this.answers) throw new Error(`connect ECONNREFUSED ${this.address}`);
    this.taken++;
    const release = (): void => void this.taken--;
    return {
      connection: this.address,
      ask: async () => {
        this.asked++;
        return [{ role: this.role, behind: this.behind, at: this.at }];
      },
      release,
      onRelease: (heard) => {
        given.push(() => {
          heard();
          release();
        });
        return this.address;
      },
    };
  }
}

const given: (() => void)[] = [];

/** Whoever was given a connection to write on gives it back. */
export function giveBack(): void {
  for (const each of given.splice(0)) each();
}

/** The first is written to. */
export function fakeReplication(
  servers: readonly [FakeServer, ...FakeServer[]],
  looksBeforeWrites = false,
): Replication<string> {
  const look = async (taken: Taken<string>): Promise<Look & { readonly position: string }> => {
    const [row] = await taken.ask('');
    const { role, behind, at } = row as { readonly role: Role; readonly behind?: number; readonly at: number };
    return { role, behind, position: String(at) };
  };
  return {
    servers,
    looksBeforeWrites,
    look,
    position: async (taken) => (await look(taken)).position,
    shows: async (_taken, { position }, wanted) => Number(position) >= Number(wanted),
  };
}
