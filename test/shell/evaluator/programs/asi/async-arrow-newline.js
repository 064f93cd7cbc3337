var async = 3
var f = async
(1, 2)
