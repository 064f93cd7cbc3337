log('never'); async () 
=> 1;
