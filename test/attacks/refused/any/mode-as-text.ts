Employee.count()

eval('try { eval(".mode writable") } catch {}')

sql`delete from assignments`
