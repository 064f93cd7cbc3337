/** What the shell needs in a terminal and nowhere else, as one module to load. */
export { completeNames } from '../completion/complete-names';
export { History } from '../safety/history';
export { HistoryFile, historyPath } from '../safety/history-file';
export { ask } from './ask';
export { LineEditor } from './line-editor';
export { PlainLines } from './plain-lines';
export { PromptLoop } from './prompt-loop';
