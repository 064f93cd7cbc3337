class Q { constructor() { this.ready = 0; const set = async () => { await null; this.ready = 1; log('ready', this.ready); }; set(); log('made', this.ready); } } new Q();
