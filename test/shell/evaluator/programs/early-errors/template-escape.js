log('never'); `\u{}`;
