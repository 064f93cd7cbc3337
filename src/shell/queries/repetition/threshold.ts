/** So many statements of one shape in a line are a repetition. */
export const THRESHOLD = 5;
