import { showAs } from './show-as';

export const tableCommand = showAs('table', {
  summary: 'show a value as a table',
  details: [
    'Entities by their columns, also where their class says how it prints; then the relations that are loaded: those to one as its key, those to many as how many there are.',
    'What is too wide is cut, with how many characters are left out (…+12); when that is not enough, each row is shown one column a line.',
  ],
  example: '.table Employee.find()',
});
