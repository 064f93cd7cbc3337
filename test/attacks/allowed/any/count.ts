// gives: 3
Assignment.count()
