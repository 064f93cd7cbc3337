// gives: "[ <Project 1, XYZ Project Flask server, 50000> ]"
require('util').inspect(Project.find({ where: { id: 1 } }))
