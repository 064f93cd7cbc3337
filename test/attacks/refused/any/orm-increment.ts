repo(Note).increment({ id: 1 }, 'stars', 5)
