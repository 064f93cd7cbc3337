log('never'); let a; { var a; }
