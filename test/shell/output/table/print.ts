import { NO_MASKING, type Masking } from '../../../../src/shell/safety/masking/masking';
import { valuePrinter } from '../../../../src/shell/value-printer';
import type { ResultFormat } from '../../../../src/shell/view';
import { noRooms } from '../../../support/no-rooms';

/** The text of a value in a terminal of so many columns, without colours and with no entities. */
export function printed(
  value: unknown,
  width: number,
  format: ResultFormat = 'auto',
  masking: Masking = NO_MASKING,
): string {
  const { model, colors } = noRooms();
  return valuePrinter(() => format, { model, colors, masking, width: () => width }).value(value);
}
