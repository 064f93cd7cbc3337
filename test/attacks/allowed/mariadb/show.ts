// gives: "1"
String(sql`select @@session.tx_read_only as value`[0].value)
