// gives: 2
dataSource.transaction((outer) => outer.transaction((inner) => inner.count(Meeting)))
