globalThis.modes?.enter('writable'); globalThis.shell?.modes?.enter('writable')

sql`delete from assignments`
