import { hostname, userInfo } from 'node:os';

/** Who is at the shell, and on which machine. */
export interface Person {
  /** As the operating system knows the process. */
  readonly user: string;
  /** Who became that user by `sudo`. */
  readonly sudoUser?: string;
  readonly host: string;
}

/** @param env what `sudo` says in it. */
export function personOf(env: NodeJS.ProcessEnv): Person {
  const { SUDO_USER: sudoUser } = env;
  return { user: userName(env), ...(sudoUser ? { sudoUser } : {}), host: hostname() };
}

/** A container may run under a number that has no name. */
function userName({ USER, USERNAME }: NodeJS.ProcessEnv): string {
  try {
    return userInfo().username;
  } catch {
    return USER ?? USERNAME ?? `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
