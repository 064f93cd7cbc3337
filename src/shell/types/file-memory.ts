import type ts from 'typescript';

type Files = Pick<ts.System, 'readFile' | 'fileExists' | 'directoryExists'>;

const PACKAGES = /[\\/]node_modules[\\/]|[\\/]package\.json$/;

/**
 * What the file system says of packages, asked once: each program that TypeScript makes asks for every package.json anew, which is a third of its
 * time. What is the project's own is looked at each time.
 */
export function rememberingPackages(files: Files): Files {
  return {
    readFile: remembered((path) => files.readFile(path), /[\\/]package\.json$/),
    fileExists: remembered((path) => files.fileExists(path), PACKAGES),
    directoryExists: remembered((path) => files.directoryExists(path), PACKAGES),
  };
}

function remembered<Answer>(ask: (path: string) => Answer, paths: RegExp): (path: string) => Answer {
  const known = new Map<string, Answer>();
  return (path) => {
    if (!paths.test(path)) return ask(path);
    if (!known.has(path)) known.set(path, ask(path));
    return known.get(path)!;
  };
}
