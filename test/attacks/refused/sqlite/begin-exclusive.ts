// silent: a reader is told that it has what it asked for
sql`begin exclusive`
