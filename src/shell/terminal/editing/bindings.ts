/** What a key does. */
export type ActionName =
  | 'enter'
  | 'new line'
  | 'interrupt'
  | 'delete or leave'
  | 'suspend'
  | 'complete'
  | 'complete backwards'
  | 'cancel'
  | 'search'
  | 'older'
  | 'newer'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'word left'
  | 'word right'
  | 'line start'
  | 'line end'
  | 'text start'
  | 'text end'
  | 'delete before'
  | 'delete behind'
  | 'cut word before'
  | 'cut word behind'
  | 'cut line before'
  | 'cut line behind'
  | 'paste cut'
  | 'paste older cut'
  | 'transpose'
  | 'undo'
  | 'redo'
  | 'clear screen'
  | 'edit elsewhere';

export interface Binding {
  readonly action: ActionName;
  /** As the key reader calls them; two keys one after the other with a blank between. */
  readonly keys: readonly string[];
  /** In a few words, for people. */
  readonly help: string;
}

/** Every key that does something, in the order in which help tells of them. */
export const BINDINGS: readonly Binding[] = [
  { action: 'enter', keys: ['return', 'enter'], help: 'run the input; a new line while it is unfinished' },
  { action: 'new line', keys: ['meta+return', 'meta+enter'], help: 'a new line, whatever stands there' },
  { action: 'interrupt', keys: ['ctrl+c'], help: 'drop the input; end what runs' },
  {
    action: 'delete or leave',
    keys: ['ctrl+d'],
    help: 'leave, where nothing is typed; else delete the character at the cursor',
  },
  { action: 'complete', keys: ['tab'], help: 'complete; the next suggestion of the menu' },
  { action: 'complete backwards', keys: ['shift+tab'], help: 'the suggestion before' },
  { action: 'cancel', keys: ['escape', 'ctrl+g'], help: 'close the menu or the search, and have back what was typed' },
  { action: 'search', keys: ['ctrl+r'], help: 'search the history; again for an older match' },
  { action: 'up', keys: ['up'], help: 'the line above; on the first one, the input before that begins like this one' },
  { action: 'down', keys: ['down'], help: 'the line below; on the last one, the next input' },
  { action: 'older', keys: ['ctrl+p'], help: 'the input before, from any line' },
  { action: 'newer', keys: ['ctrl+n'], help: 'the next input, from any line' },
  { action: 'left', keys: ['left', 'ctrl+b'], help: 'a character to the left' },
  { action: 'right', keys: ['right', 'ctrl+f'], help: 'a character to the right; at the end, take what is suggested' },
  { action: 'word left', keys: ['ctrl+left', 'meta+left', 'meta+b'], help: 'a word to the left' },
  {
    action: 'word right',
    keys: ['ctrl+right', 'meta+right', 'meta+f'],
    help: 'a word to the right; at the end, take a word of what is suggested',
  },
  { action: 'line start', keys: ['home', 'ctrl+a'], help: 'the beginning of the line' },
  {
    action: 'line end',
    keys: ['end', 'ctrl+e'],
    help: 'the end of the line; at the end of all, take what is suggested',
  },
  { action: 'text start', keys: ['ctrl+home'], help: 'the beginning of the input' },
  { action: 'text end', keys: ['ctrl+end'], help: 'the end of the input' },
  { action: 'delete before', keys: ['backspace', 'ctrl+h'], help: 'delete the character before the cursor' },
  { action: 'delete behind', keys: ['delete'], help: 'delete the character at the cursor' },
  {
    action: 'cut word before',
    keys: ['ctrl+w', 'meta+backspace'],
    help: 'cut the word before the cursor',
  },
  { action: 'cut word behind', keys: ['meta+d', 'ctrl+delete', 'meta+delete'], help: 'cut the word behind the cursor' },
  { action: 'cut line before', keys: ['ctrl+u'], help: 'cut the line before the cursor' },
  { action: 'cut line behind', keys: ['ctrl+k'], help: 'cut the rest of the line' },
  { action: 'paste cut', keys: ['ctrl+y'], help: 'put in what was cut last' },
  { action: 'paste older cut', keys: ['meta+y'], help: 'after that: what was cut before, in its place' },
  { action: 'transpose', keys: ['ctrl+t'], help: 'swap two characters' },
  { action: 'undo', keys: ['ctrl+_', 'ctrl+x ctrl+u'], help: 'undo' },
  { action: 'redo', keys: ['meta+/', 'meta+ctrl+_'], help: 'redo' },
  { action: 'edit elsewhere', keys: ['ctrl+x ctrl+e'], help: 'open the input in $VISUAL or $EDITOR' },
  { action: 'clear screen', keys: ['ctrl+l'], help: 'clear the screen' },
  { action: 'suspend', keys: ['ctrl+z'], help: 'suspend the shell; fg brings it back' },
];

const ACTIONS: ReadonlyMap<string, ActionName> = new Map(
  BINDINGS.flatMap(({ action, keys }) => keys.map((key) => [key, action] as const)),
);
const PREFIXES: ReadonlySet<string> = new Set(
  BINDINGS.flatMap(({ keys }) => keys.flatMap((key) => key.split(' ').slice(0, -1))),
);

/** What a key does, or two with a blank between; with Shift, where that means nothing of its own, what it does without. */
export function actionOf(keys: string): ActionName | undefined {
  return ACTIONS.get(keys) ?? ACTIONS.get(keys.replace(/\bshift\+/, ''));
}

/** Whether what a key does is only said by the next one. */
export function isPrefix(key: string): boolean {
  return PREFIXES.has(key);
}

const WORDS: Readonly<Record<string, string>> = {
  ctrl: 'Ctrl',
  meta: 'Alt',
  shift: 'Shift',
  // Carriage return, and line feed.
  return: 'Enter',
  enter: 'Enter',
  escape: 'Esc',
};

/** `ctrl+x ctrl+e` as people write it: `Ctrl-X Ctrl-E`. */
export function keyLabel(keys: string): string {
  return keys
    .split(' ')
    .map((key) =>
      key
        .split('+')
        .map((word) => WORDS[word] ?? word.charAt(0).toUpperCase() + word.slice(1))
        .join('-'),
    )
    .join(' ');
}

/** The keys of a binding as people write them: `Ctrl-Left, Alt-Left, Alt-B`. */
export function keyLabels({ keys }: Binding): readonly string[] {
  return [...new Set(keys.map(keyLabel))];
}
