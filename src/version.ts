/** This package's version. */
export function readVersion(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- it lies outside of src, and beside dist
  return (require('../package.json') as { readonly version: string }).version;
}
