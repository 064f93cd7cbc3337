/** Where a server is, of the options that lead to it: `127.0.0.1:5433`. Never a password. */
export function addressOf(server: object, port: number): string {
  const { url, host, port: own, socketPath } = server as Readonly<Record<string, unknown>>;
  if (typeof url === 'string') {
    try {
      const parsed = new URL(url);
      const socket = parsed.searchParams.get('host') ?? parsed.searchParams.get('socket');
      return `${parsed.hostname === '' ? (socket ?? 'localhost') : parsed.hostname}:${parsed.port === '' ? port : parsed.port}`;
    } catch {
      return 'its URL';
    }
  }
  if (typeof socketPath === 'string') return socketPath;
  return `${typeof host === 'string' ? host : 'localhost'}:${typeof own === 'number' || typeof own === 'string' ? own : port}`;
}
