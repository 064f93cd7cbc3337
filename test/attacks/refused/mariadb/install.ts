sql`install soname 'nothing_of_this'`
