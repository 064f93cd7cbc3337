sql`create user if not exists planted@localhost`
