import { wrapText } from '../../commands/wrap-words';
import type { Theme } from '../../output/theme';
import type { ErdGraph } from '../graph';
import { fewRanks, naturalRanks } from '../ranks';
import type { Detail } from '../rows';
import { draw } from './draw';
import { legend } from './legend';
import { list } from './list';

export interface FitOptions {
  readonly theme: Theme;
  /** Columns of the terminal. */
  readonly width: number;
}

/** From the most that a box shows to the least. */
const DETAILS: readonly Detail[] = ['all', 'keys', 'names'];
/** Lines side by side take more room than any terminal has, long before this many boxes. */
const MOST_DRAWN = 40;

/**
 * The graph as lines no wider than the terminal: drawn with as much of each entity as there is room for; as a list where there is
 * no room to draw it.
 */
export async function drawFitting(graph: ErdGraph, { theme, width }: FitOptions): Promise<readonly string[]> {
  for (const detail of graph.entities.length > MOST_DRAWN ? [] : DETAILS) {
    for (const ranks of [naturalRanks, fewRanks]) {
      const drawing = await draw(graph, { detail, theme, width, ranks });
      if (drawing.width <= width) {
        const meanings = legend(graph, detail, { theme, width });
        return [...drawing.lines, ...(meanings.length === 0 ? [] : ['', ...meanings])];
      }
    }
  }
  return [...list(graph, { theme, width }), '', ...advice(graph, width).map((line) => theme.dim(line))];
}

function advice({ entities }: ErdGraph, width: number): readonly string[] {
  const [entity] = [...entities].sort((one, other) => other.properties.length - one.properties.length);
  return [
    `To draw ${entities.length} boxes takes more than ${width} columns.`,
    `.erd ${entity?.id ?? 'ENTITY'} draws what is around one entity, .erd model.html everything.`,
  ].flatMap((sentence) => wrapText(sentence, width).split('\n'));
}
