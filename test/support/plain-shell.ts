import { inspect } from 'node:util';
import type { SourcePosition } from '../../src/shell/evaluator/evaluator';
import { Session, type Printer } from '../../src/shell/session';
import { colorsFor } from '../../src/shell/colors';
import { startShell } from '../../src/shell/start';
import { noRooms } from './no-rooms';
import { PlainEvaluator } from './plain-evaluator';

const printer: Printer = {
  shown: () => [],
  queries: () => [],
  value: (value) => inspect(value),
  error: (error: unknown, position: SourcePosition | undefined) => {
    const where = position ? `${position.fileName}:${position.line}\n${position.text}\n` : '';
    return `${where}${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  },
};

/** The shell with nothing behind it, so that tests of the terminal need no database. */
export function plainSession(): Session {
  const observer = { startLine() {}, endLine() {}, beforePrint: () => undefined, takeNotices: () => [] };
  return new Session({ evaluator: new PlainEvaluator({ Employee: class Employee {} }), observer, printer });
}

if (require.main === module) {
  void startShell({
    program: 'plain-shell',
    version: '0.0.0',
    projectRoot: __dirname,
    open: () =>
      Promise.resolve({
        ...noRooms(),
        // Only the tests of colours want them.
        colors: colorsFor(process.env.COLORED === '1'),
        session: plainSession(),
        names: { entities: ['Employee'], helpers: [{ name: '_', summary: 'the last value' }], operators: [] },
        banner: ['A plain shell'],
        notices: [],
        close: async () => {},
      }),
  });
}
