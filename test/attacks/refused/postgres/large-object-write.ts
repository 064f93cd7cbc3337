sql`select lowrite(lo_open(1001, 131072), 'zzz')`
