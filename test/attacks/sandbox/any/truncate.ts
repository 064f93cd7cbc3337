repo(Assignment).clear()
