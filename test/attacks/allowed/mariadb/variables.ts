// gives: 4
sql`set @few = 4`; Number(sql`select @few as few`[0].few)
