dataSource.query('\n\t DeLeTe\nFrOm assignments')
