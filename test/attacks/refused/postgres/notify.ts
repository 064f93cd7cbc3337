sql`notify somebody, 'hello'`
