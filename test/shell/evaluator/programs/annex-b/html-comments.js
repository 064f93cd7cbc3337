// sloppy
<!-- a comment
log(1);
--> another
/* a
*/ --> and more
log(2 <!-- x
);
