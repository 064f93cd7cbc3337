log(/* a */ 1 /* b */ + // c
 2); /* multi
line */ log(3)
/**/log/**/(/**/4/**/)/**/
// end
