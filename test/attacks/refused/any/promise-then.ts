Promise.resolve().then(() => Promise.resolve()).then(() => { void manager.delete(Note, { id: 1 }) })
