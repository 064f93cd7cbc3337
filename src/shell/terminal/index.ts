/** What the shell needs in a terminal and nowhere else, as one module to load. */
export { historyPath } from '../safety/history-file';
export { ask, askText } from './ask';
export { atPrompt } from './at-prompt';
export { pagerOf } from './pager';
export { textProgramOf } from './text-program';
