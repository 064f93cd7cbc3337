// model: shop
// on: postgres, mariadb
// notice: 6 × INSERT INTO tags … : save them together: Tag.save([...])
dataSource.transaction(async manager => { for (let i = 0; i < 6; i++) await manager.save(Tag, { name: `New ${i}` }) })
