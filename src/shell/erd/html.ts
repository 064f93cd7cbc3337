export { svg as html } from './svg';
