sql`grant select on *.* to nobody_of_this@localhost identified by 'x'`
