import { showAs } from './show-as';

export const csvCommand = showAs('csv', {
  summary: 'show a list as CSV',
  details: [
    'NULL is nothing, an empty text is "". Text that a spreadsheet would run as a formula begins with an apostrophe. At most 10,000 rows.',
  ],
  example: '.csv Employee.find()',
});
