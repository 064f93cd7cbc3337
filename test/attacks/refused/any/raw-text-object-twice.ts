texts = ['select 1', 'commit', 'delete from assignments']

const text = { toString: () => texts[0], get sql() { return { toString: () => texts[0], sql: texts[2] } }, get text() { return texts[2] } }; manager.query(text)
