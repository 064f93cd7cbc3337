import '../../src/repl';
import { Types } from '../../src/shell/types/types';

const { warningsOn } = Types.prototype;

/**
 * `npm start` where a line waits for what TypeScript says of it as long as it takes: on a busy machine that is longer than a person would wait.
 * The thread answers one question after the other, so what is asked behind a look is answered behind it.
 */
Types.prototype.warningsOn = async function (this: Types, text: string) {
  const all = async (): Promise<unknown> => this.typeOf('0').catch(() => undefined);
  if (this.enabled) await all();
  this.lookAt(text);
  if (this.enabled) await all();
  return warningsOn.call(this, text);
};
