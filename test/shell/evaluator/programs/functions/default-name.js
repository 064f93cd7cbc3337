export_like = { default: () => 0 };
var export_like;
log(export_like.default.name);
