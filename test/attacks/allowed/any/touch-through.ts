// gives: ["XYZ Project Flask server","XYZ Project React UI"]
Employee.findOneBy({ id: 2 }).projects.map(({ title }) => title)
