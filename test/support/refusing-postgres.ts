import { createServer, type AddressInfo, type Server } from 'node:net';

/**
 * A PostgreSQL server that asks for the password and refuses it, saying it back. (A real one may trust everybody, as on a developer's
 * machine.) https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
export async function refusingPostgres(): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer((socket) => {
    let isStarted = false;
    socket.on('error', () => {});
    socket.on('data', (data) => {
      if (isStarted) {
        const password = data.toString('utf8', 5, data.length - 1);
        const fields = ['SFATAL', 'VFATAL', 'C28P01', `Mpassword authentication failed for user "ann" ("${password}")`];
        return socket.end(message('E', Buffer.from(`${fields.join('\0')}\0\0`)));
      }
      // Whoever asks for TLS first is told that there is none.
      if (data.length === 8) return socket.write('N');
      isStarted = true;
      const cleartext = Buffer.alloc(4);
      cleartext.writeInt32BE(3);
      socket.write(message('R', cleartext));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { port: (server.address() as AddressInfo).port, server };
}

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
