function t(f) { try { f(); } catch (e) { log(e instanceof Error ? e.name : e); } }
t(() => ({ [(() => { throw 'key'; })()]: log('never') }));
t(() => ({ [{ toString() { throw 'str'; } }]: log('value first') }));
t(() => class { [undefinedName]() {} });
t(() => class { static ['prototype']() {} });
t(() => ({ ...null, ...undefined, ...(() => { throw 'spread'; })() }));
t(() => class { static get ['prototype']() {} });
t(() => class { [{ toString: null, valueOf: null }]() {} });
