// gives: true
sql`checksum table employees`[0].Checksum > 0
