l: { 'first'; break l; }
