// gives: "+02:00"
sql`set time_zone = '+02:00'`; sql`select @@session.time_zone as zone`[0].zone
