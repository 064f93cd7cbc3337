import { UserError } from '../../user-error';

/** A driver that is not installed, or not compiled, in words that say what to do; `undefined` for any other error. */
export function driverFailure(error: unknown): UserError | undefined {
  const message = error instanceof Error ? error.message : '';
  const name = error instanceof Error ? error.name : '';
  if (name === 'DriverPackageNotInstalledError') {
    const wanted = /npm install ((?:@[\w.-]+\/)?[\w.-]*\w)/.exec(message)?.[1] ?? 'see its documentation';
    return new UserError(`The driver of the data source is not installed: ${wanted}.`, `Run: npm install ${wanted}`);
  }
  if (
    /Could not locate the bindings file|No native build was found|\.node['"]?: cannot open shared object/.test(message)
  ) {
    const driver =
      /node_modules[\\/]((?:@[\w.-]+[\\/])?[\w.-]+)[\\/](?:lib\/binding|build|prebuilds)/.exec(message)?.[1] ??
      'The driver';
    return new UserError(
      `${driver} is installed but not compiled: npm has not run its install script.`,
      `Run: npm approve-scripts ${driver} && npm rebuild ${driver} (npm before 11: npm rebuild ${driver})`,
    );
  }
  const versions = /NODE_MODULE_VERSION (\d+)[^]*NODE_MODULE_VERSION (\d+)/.exec(message);
  if (versions) {
    const driver = /node_modules[\\/]((?:@[\w.-]+[\\/])?[\w.-]+)[\\/]/.exec(message)?.[1] ?? 'a driver';
    return new UserError(`${driver} was compiled for another version of Node.`, `Run: npm rebuild ${driver}`);
  }
  return undefined;
}
