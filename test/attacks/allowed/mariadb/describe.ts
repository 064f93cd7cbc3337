// gives: ["id","name","hire_date"]
sql`describe employees`.map(({ Field }) => Field)
