/** The first line of what an error says, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
