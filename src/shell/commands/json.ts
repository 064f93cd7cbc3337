import { showAs } from './show-as';

export const jsonCommand = showAs('json', {
  summary: 'show a value as JSON',
  details: ['Entities with the relations that are loaded; a list one element a line, of at most 10,000.'],
  example: '.json Employee.findOneBy({ id: 1 })',
});
