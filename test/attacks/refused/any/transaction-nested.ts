dataSource.transaction((outer) => outer.transaction((inner) => inner.clear(Assignment)))
