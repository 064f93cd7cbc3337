sql`set @x = wipe()`
