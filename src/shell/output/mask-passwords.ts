// A user part that ends in ":secret@". The secret may hold anything but blanks, slashes and quotes; the last "@" ends it, because
// people do write passwords with an "@" unescaped.
const URL_PASSWORD = /\b([a-z][a-z0-9+.-]*:\/\/[^\s:/?#@]*):[^\s/?#"'`]*@/gi;
const QUERY_PASSWORD = /([?&][^=&\s]*(?:password|passwd|pwd|secret|token)[^=&\s]*=)[^&\s"'`]*/gi;

/** The text with the password of every URL in it replaced by `***`. */
export function maskPasswords(text: string): string {
  if (!text.includes('://')) return text;
  return text.replace(URL_PASSWORD, '$1:***@').replace(QUERY_PASSWORD, '$1***');
}
