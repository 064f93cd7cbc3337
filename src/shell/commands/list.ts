import { showAs } from './show-as';

export const listCommand = showAs('list', {
  summary: 'show a list one element a line',
  example: '.list Employee.find()',
});
