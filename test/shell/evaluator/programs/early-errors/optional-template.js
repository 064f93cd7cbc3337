log('never'); var a; a?.b`x`;
