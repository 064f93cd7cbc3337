repo(Note).decrement({ id: 1 }, 'stars', 5)
