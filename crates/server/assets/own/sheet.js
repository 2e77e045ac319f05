// A sheet of cells: drawn a screenful at a time, chosen, typed, copied, pasted, filled, undone. It knows no server; grid.js does.
(function () {
  'use strict';
  var ROW = 28, HEAD = 56, NO = 46;

  // text as spreadsheets copy it: cells by tab, rows by line, quotes around what holds either
  function parse(text) {
    var rows = [[]], cell = '', quoted = false, fresh = true, n = text.length;
    for (var i = 0; i < n; i++) {
      var c = text[i];
      if (quoted) {
        if (c === '"') { if (text[i + 1] === '"') { cell += '"'; i++; } else quoted = false; } else if (c !== '\r' || text[i + 1] !== '\n') cell += c;
      } else if (c === '"' && fresh && closes(text, i)) { quoted = true; fresh = false; } else if (c === '\t' || c === '\n' || c === '\r') {
        if (c === '\r' && text[i + 1] === '\n') i++;
        rows[rows.length - 1].push(cell); cell = ''; fresh = true;
        if (c !== '\t') rows.push([]);
      } else { cell += c; fresh = false; }
    }
    if (cell !== '' || rows[rows.length - 1].length || rows.length === 1) rows[rows.length - 1].push(cell); else rows.pop();
    return rows;
  }
  // a quote opens a cell only if one closes it before a tab or a line's end: some programs copy bare quotes
  function closes(text, at) {
    for (var i = at + 1; i < text.length; i++) {
      if (text[i] !== '"') continue;
      if (text[i + 1] === '"') { i++; continue; }
      return i + 1 >= text.length || '\t\r\n'.indexOf(text[i + 1]) >= 0;
    }
    return false;
  }
  function written(cells) {
    return cells.map(function (row) {
      return row.map(function (t) { return /[\t\n\r"]/.test(t) ? '"' + t.replace(/"/g, '""') + '"' : t; }).join('\t');
    }).join('\r\n');
  }
  // halves of characters cannot be sent
  function whole(text) { return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '$1\uFFFD'); }
  function element(kind, name, text) {
    var made = document.createElement(kind);
    if (name) made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function Sheet(host, data, words, hooks) {
    this.host = host; this.words = words; this.hooks = hooks; this.may = data.may; this.adds = data.add;
    this.cols = data.columns; this.undone = []; this.done = [];
    this.at = { r: 0, c: 0 }; this.from = { r: 0, c: 0 }; this.mode = 'nav'; this.pool = []; this.news = 0;
    this.rows = data.rows.map(function (r) { return { key: r[0], b: r[1], v: r[1].slice(), m: {} }; });
    this.name = Math.max(this.cols.findIndex(function (c) { return c.key === 'school_name' || c.key === 'name'; }), 0);
    this.build();
    this.draw(true);
  }
  var P = Sheet.prototype;

  P.say = function (word, args) {
    var text = this.words[word] || word;
    Object.keys(args || {}).forEach(function (k) { text = text.split('{' + k + '}').join(String(args[k])); });
    this.hooks.say(text);
  };

  P.build = function () {
    var self = this, small = this.host.clientWidth < 620, left = NO;
    this.host.textContent = '';
    this.scroll = element('div', 'grid-scroll');
    this.table = element('div', 'grid-table');
    this.table.setAttribute('role', 'grid'); this.table.id = 'grid-table';
    this.table.setAttribute('aria-label', this.host.dataset.title);
    this.table.setAttribute('aria-multiselectable', 'true');
    this.table.setAttribute('aria-colcount', this.cols.length + 1);
    if (!this.may) this.table.setAttribute('aria-readonly', 'true');
    var head = element('div', 'grid-head'), line = element('div', 'grid-line');
    head.setAttribute('role', 'rowgroup'); line.setAttribute('role', 'row'); line.setAttribute('aria-rowindex', '1');
    var corner = element('div', 'grid-th grid-no', '#');
    corner.setAttribute('role', 'columnheader'); corner.setAttribute('aria-colindex', '1'); corner.style.width = NO + 'px';
    line.appendChild(corner);
    var x = NO, last = -1;
    this.cols.forEach(function (c, n) { if (c.frozen && (!small || n === self.name)) last = n; });
    this.cols.forEach(function (c, n) {
      c.px = c.kind === 'number' ? Math.min(Math.max(84, c.title.length * 12 + 16), 140) : c.wide * 14 + 18;
      c.stuck = c.frozen && (!small || n === self.name);
      c.left = c.stuck ? left : 0; c.x = x; x += c.px;
      if (c.stuck) left += c.px;
      c.class = 'grid-td' + (c.kind === 'number' ? ' is-number' : '') + (c.locked || !self.may ? ' is-locked' : '') + (c.stuck ? ' is-frozen' : '') + (n === last ? ' is-edge' : '');
      var th = element('div', 'grid-th' + (c.stuck ? ' is-frozen' : '') + (n === last ? ' is-edge' : ''));
      if (c.group) th.appendChild(element('small', '', c.group));
      th.appendChild(document.createTextNode(c.title + (c.required ? ' *' : '')));
      th.setAttribute('role', 'columnheader'); th.setAttribute('aria-colindex', n + 2); th.title = c.note;
      th.style.width = c.px + 'px';
      if (c.stuck) th.style.left = c.left + 'px';
      line.appendChild(th);
    });
    this.width = x; this.stuck = left;
    head.appendChild(line);
    this.body = element('div', 'grid-body'); this.body.setAttribute('role', 'rowgroup');
    this.table.appendChild(head); this.table.appendChild(this.body);
    this.table.style.width = x + 'px';
    this.input = element('textarea', 'grid-editor');
    this.input.setAttribute('aria-label', this.host.dataset.title); this.input.setAttribute('aria-controls', 'grid-table');
    this.input.setAttribute('aria-describedby', 'grid-cell');
    this.input.setAttribute('autocomplete', 'off'); this.input.spellcheck = false; this.input.rows = 1;
    this.list = element('ul', 'grid-options'); this.list.hidden = true; this.list.setAttribute('role', 'presentation');
    this.scroll.appendChild(this.input); this.scroll.appendChild(this.list); this.scroll.appendChild(this.table);
    this.host.appendChild(this.scroll);
    this.listen();
  };

  // rows are drawn when they come into view; an element is used again for the row a screenful further
  P.draw = function (anew) {
    var top = Math.max(0, Math.floor((this.scroll.scrollTop - HEAD) / ROW) - 3);
    var many = Math.ceil((this.scroll.clientHeight || 500) / ROW) + 8;
    if (anew) {
      this.table.setAttribute('aria-rowcount', this.rows.length + 1);
      this.body.style.height = this.rows.length * ROW + 'px';
    }
    while (this.pool.length < many) this.pool.push(this.line());
    var size = this.pool.length;
    for (var k = 0; k < size; k++) {
      var r = top + ((k - top % size) + size) % size, line = this.pool[k];
      if (r >= this.rows.length) { if (!line.hidden) { line.hidden = true; line.at = -1; } continue; }
      if (line.at !== r || anew) this.fill(line, r);
    }
    var cell = this.cellAt(this.at.r, this.at.c);
    if (cell) this.input.setAttribute('aria-activedescendant', cell.id); else this.input.removeAttribute('aria-activedescendant');
  };
  P.line = function () {
    var line = element('div', 'grid-line'), no = element('div', 'grid-td grid-no');
    line.setAttribute('role', 'row'); no.setAttribute('role', 'rowheader'); no.style.width = NO + 'px'; no.setAttribute('aria-colindex', '1');
    line.appendChild(no);
    this.cols.forEach(function (c, n) {
      var td = element('div', c.class);
      td.setAttribute('role', 'gridcell'); td.setAttribute('aria-colindex', n + 2);
      td.style.width = c.px + 'px';
      if (c.stuck) td.style.left = c.left + 'px';
      line.appendChild(td);
    });
    line.hidden = true; line.at = -1;
    this.body.appendChild(line);
    return line;
  };
  P.fill = function (line, r) {
    var row = this.rows[r], box = this.box(), cells = line.children;
    line.at = r; line.hidden = false; line.style.top = r * ROW + 'px';
    line.setAttribute('aria-rowindex', r + 2);
    cells[0].textContent = r + 1;
    for (var n = 0; n < this.cols.length; n++) {
      var td = cells[n + 1], c = this.cols[n], text = row.v[n] || '', m = row.m[n], name = c.class;
      var changed = row.isNew || row.v[n] !== row.b[n], inside = r >= box.r1 && r <= box.r2 && n >= box.c1 && n <= box.c2;
      if (row.gone) name += ' is-gone';
      if (changed) name += ' is-changed';
      if (m) name += ' is-' + m.severity;
      if (inside && box.many) name += ' is-in';
      if (r === this.at.r && n === this.at.c) name += ' is-at';
      if (row.isNew && c.locked) name = name.replace(' is-locked', '');
      if (td.className !== name) td.className = name;
      if (td.textContent !== text) td.textContent = text;
      td.id = 'g-' + r + '-' + n;
      td.setAttribute('aria-selected', inside ? 'true' : 'false');
      if (m && m.severity === 'error') td.setAttribute('aria-invalid', 'true'); else td.removeAttribute('aria-invalid');
      if (this.may && c.locked && !row.isNew) td.setAttribute('aria-readonly', 'true'); else td.removeAttribute('aria-readonly');
    }
  };
  P.cellAt = function (r, c) { return document.getElementById('g-' + r + '-' + c); };
  P.box = function () {
    var a = this.at, f = this.from;
    var box = { r1: Math.min(a.r, f.r), r2: Math.max(a.r, f.r), c1: Math.min(a.c, f.c), c2: Math.max(a.c, f.c) };
    box.many = box.r1 !== box.r2 || box.c1 !== box.c2;
    return box;
  };

  P.go = function (r, c, extend) {
    r = Math.min(Math.max(r, 0), this.rows.length - 1); c = Math.min(Math.max(c, 0), this.cols.length - 1);
    this.at = { r: Math.max(r, 0), c: c };
    if (!extend) this.from = { r: this.at.r, c: c };
    this.reveal(); this.place(); this.draw(true); this.hooks.moved();
  };
  P.reveal = function () {
    var s = this.scroll, c = this.cols[this.at.c], top = HEAD + this.at.r * ROW;
    if (top < s.scrollTop + HEAD) s.scrollTop = top - HEAD; else if (top + ROW > s.scrollTop + s.clientHeight) s.scrollTop = top + ROW - s.clientHeight;
    if (!c.stuck) {
      if (c.x < s.scrollLeft + this.stuck) s.scrollLeft = c.x - this.stuck; else if (c.x + c.px > s.scrollLeft + s.clientWidth) s.scrollLeft = c.x + c.px - s.clientWidth;
    }
  };
  P.place = function () {
    var c = this.cols[this.at.c];
    this.input.style.top = HEAD + this.at.r * ROW + 'px';
    this.input.style.left = (c.stuck ? this.scroll.scrollLeft + c.left : c.x) + 'px';
  };

  P.open = function (text, quick) {
    var row = this.rows[this.at.r], c = this.cols[this.at.c];
    if (!this.may || !row || row.gone || (c.locked && !row.isNew)) { this.input.value = ''; this.say('locked'); return false; }
    this.mode = 'edit'; this.quick = quick;
    this.place();
    this.input.classList.add('is-open');
    this.input.style.width = Math.max(c.px, 90) + 'px';
    if (text !== null) this.input.value = text;
    this.size(); this.offer(quick);
    return true;
  };
  P.size = function () {
    var c = this.cols[this.at.c];
    this.input.style.width = Math.min(Math.max(c.px, this.input.value.length * 13 + 24), 420) + 'px';
  };
  // what may be chosen, narrowed by what is typed
  P.offer = function (typed) {
    var c = this.cols[this.at.c], self = this;
    this.list.textContent = ''; this.list.hidden = true; this.choice = -1;
    if (c.kind !== 'choice') return;
    var want = typed ? this.input.value.trim() : '';
    this.options = c.options.filter(function (o) { return !want || o.indexOf(want) >= 0; });
    this.options.forEach(function (o, n) {
      var li = element('li', '', o);
      li.addEventListener('mousedown', function (e) { e.preventDefault(); self.input.value = o; self.close(true); self.go(self.at.r, self.at.c); });
      self.list.appendChild(li);
      if (!typed && o === self.input.value) self.choice = n;
    });
    if (!this.options.length) return;
    this.list.hidden = false;
    this.list.style.top = HEAD + this.at.r * ROW + ROW + 'px'; this.list.style.left = this.input.style.left;
    this.choose(this.choice);
  };
  P.choose = function (n) {
    this.choice = n;
    Array.prototype.forEach.call(this.list.children, function (li, k) { li.setAttribute('aria-selected', k === n ? 'true' : 'false'); if (k === n) li.scrollIntoView({ block: 'nearest' }); });
    if (n >= 0) { this.input.value = this.options[n]; this.hooks.say(this.options[n]); }
  };
  P.close = function (keep) {
    if (this.mode !== 'edit') return;
    var text = this.input.value;
    this.mode = 'nav'; this.input.value = ''; this.list.hidden = true;
    this.input.classList.remove('is-open'); this.input.style.width = '2px';
    if (keep) this.set([[this.at.r, this.at.c, text]]);
  };

  // every change goes through here, so that it can be taken back
  P.set = function (list, before) {
    var self = this, batch = [], skipped = 0;
    list.forEach(function (one) {
      var row = self.rows[one[0]], c = self.cols[one[1]], text = whole(String(one[2])).trim();
      if (!row || !c || row.gone || (c.locked && !row.isNew)) { skipped++; return; }
      if (row.v[one[1]] === text) return;
      batch.push([one[0], one[1], row.v[one[1]], text]);
      row.v[one[1]] = text;
      delete row.m[one[1]];
    });
    if (batch.length || before) { this.done.push({ cells: batch, added: before || 0 }); this.undone = []; this.draw(true); this.hooks.changed(); }
    return { changed: batch.length, skipped: skipped };
  };
  P.undo = function (back) {
    var one = (back ? this.done : this.undone).pop(), self = this;
    if (!one) { this.say('no-undo'); return; }
    this.close(false);
    if (one.gone !== undefined) one.rows.forEach(function (r) { self.rows[r].gone = back ? !one.gone : one.gone; });
    if (!back && one.added) this.grow(one.added);
    one.cells.forEach(function (cell) { var row = self.rows[cell[0]]; row.v[cell[1]] = back ? cell[2] : cell[3]; delete row.m[cell[1]]; });
    if (back && one.added) this.rows.length -= one.added;
    (back ? this.undone : this.done).push(one);
    if (one.cells.length) { this.at = this.from = { r: Math.min(one.cells[0][0], this.rows.length - 1), c: one.cells[0][1] }; this.reveal(); this.place(); }
    this.draw(true); this.hooks.changed();
    this.say(back ? 'undone' : 'redone', { count: one.cells.length });
  };
  P.grow = function (count) {
    for (var n = 0; n < count; n++) {
      var blank = this.cols.map(function () { return ''; });
      this.rows.push({ key: '+' + Date.now().toString(36) + (this.news++), b: blank, v: blank.slice(), m: {}, isNew: true });
    }
  };
  P.add = function () {
    this.grow(1); this.done.push({ cells: [], added: 1 }); this.undone = [];
    this.draw(true); this.go(this.rows.length - 1, 0); this.hooks.changed(); this.focus();
  };
  P.remove = function () {
    var box = this.box(), self = this, rows = [];
    for (var r = box.r1; r <= box.r2; r++) rows.push(r);
    var gone = !rows.every(function (r) { return self.rows[r].gone; });
    rows.forEach(function (r) { self.rows[r].gone = gone; });
    this.done.push({ cells: [], rows: rows, gone: gone }); this.undone = [];
    this.draw(true); this.hooks.changed(); this.focus();
  };
  P.clear = function () {
    var box = this.box(), list = [];
    for (var r = box.r1; r <= box.r2; r++) for (var c = box.c1; c <= box.c2; c++) list.push([r, c, '']);
    this.say('cleared', { count: this.set(list).changed });
  };
  P.spread = function (right) {
    var box = this.box(), list = [];
    // one cell alone takes what stands above or before it
    if (!right && box.r1 === box.r2 && box.r1 > 0) box.r1--;
    if (right && box.c1 === box.c2 && box.c1 > 0) box.c1--;
    for (var r = box.r1; r <= box.r2; r++) for (var c = box.c1; c <= box.c2; c++) {
      if (right ? c > box.c1 : r > box.r1) list.push([r, c, right ? this.rows[r].v[box.c1] : this.rows[box.r1].v[c]]);
    }
    this.say('filled', { count: this.set(list).changed });
  };
  P.copied = function () {
    var box = this.box(), out = [];
    for (var r = box.r1; r <= box.r2; r++) out.push((this.rows[r] ? this.rows[r].v : []).slice(box.c1, box.c2 + 1));
    this.say('copied', { count: out.length * (box.c2 - box.c1 + 1) });
    return written(out);
  };
  P.paste = function (text) {
    var block = parse(text), box = this.box(), list = [], tall = block.length, wide = 0, cut = 0, grown = 0, self = this;
    block.forEach(function (row) { wide = Math.max(wide, row.length); });
    if (!this.may || !wide) return;
    // a block is repeated when what is chosen is a whole multiple of it
    var rows = box.r2 - box.r1 + 1, cols = box.c2 - box.c1 + 1;
    var high = rows % tall === 0 ? rows : tall, broad = cols % wide === 0 ? cols : wide;
    var beyond = box.r1 + high - this.rows.length;
    if (beyond > 0 && this.adds) { grown = beyond; this.grow(grown); }
    for (var r = 0; r < high; r++) for (var c = 0; c < broad; c++) {
      var value = block[r % tall][c % wide];
      if (value === undefined) continue;
      if (box.r1 + r >= this.rows.length || box.c1 + c >= this.cols.length) { cut++; continue; }
      list.push([box.r1 + r, box.c1 + c, value]);
    }
    var made = this.set(list, grown);
    this.from = { r: box.r1, c: box.c1 };
    this.at = { r: Math.min(box.r1 + high, this.rows.length) - 1, c: Math.min(box.c1 + broad, this.cols.length) - 1 };
    var keep = this.at; this.at = this.from; this.from = keep; this.reveal(); this.place(); this.draw(true); this.hooks.moved();
    this.say('pasted', { count: made.changed });
    if (cut) this.hooks.also(this.words['cut-off'].replace('{count}', cut));
    if (made.skipped) this.hooks.also(this.words.skipped.replace('{count}', made.skipped));
    if (self.hooks.pasted) self.hooks.pasted();
  };
  P.focus = function () { this.input.focus({ preventScroll: true }); };

  // the next cell where empty and filled meet, as spreadsheets jump
  P.edge = function (dr, dc) {
    var r = this.at.r, c = this.at.c, self = this;
    function there(r, c) { return r >= 0 && c >= 0 && r < self.rows.length && c < self.cols.length; }
    function full(r, c) { return there(r, c) && self.rows[r].v[c] !== ''; }
    var want = full(r + dr, c + dc) && full(r, c);
    while (there(r + dr, c + dc)) {
      if (want && !full(r + dr, c + dc)) break;
      r += dr; c += dc;
      if (!want && full(r, c)) break;
    }
    return { r: r, c: c };
  };

  P.key = function (e) {
    var ctrl = e.ctrlKey || e.metaKey, shift = e.shiftKey, r = this.at.r, c = this.at.c, key = e.key, self = this;
    function did() { e.preventDefault(); }
    if (e.isComposing || key === 'Process') return;
    if (this.mode === 'edit') {
      var list = !this.list.hidden, back = this.at;
      if (list && (key === 'ArrowDown' || key === 'ArrowUp')) { did(); this.choose((this.choice + (key === 'ArrowDown' ? 1 : -1) + this.options.length) % this.options.length); return; }
      if (key === 'Escape') { did(); this.close(false); this.draw(true); return; }
      if (key === 'Enter' && !e.altKey) { did(); if (list && this.choice < 0 && this.options.length === 1) this.input.value = this.options[0]; this.close(true); this.go(back.r + (shift ? -1 : 1), back.c); return; }
      if (key === 'Tab') { did(); this.close(true); this.step(shift ? -1 : 1); return; }
      if (this.quick && !list && /^Arrow/.test(key)) { this.close(true); } else return;
    }
    if (/^Arrow/.test(key)) {
      did();
      var dr = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0, dc = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      if (ctrl) { var to = this.edge(dr, dc); this.go(to.r, to.c, shift); } else this.go(r + dr, c + dc, shift);
    } else if (key === 'Tab') {
      var end = shift ? r === 0 && c === 0 : r === this.rows.length - 1 && c === this.cols.length - 1;
      if (this.leaving || end || ctrl || e.altKey) return;
      did(); this.step(shift ? -1 : 1);
    } else if (key === 'Enter') { did(); this.go(r + (shift ? -1 : 1), c); }
    else if (key === 'Home') { did(); this.go(ctrl ? 0 : r, 0, shift); }
    else if (key === 'End') { did(); this.go(ctrl ? this.rows.length - 1 : r, this.cols.length - 1, shift); }
    else if (key === 'PageDown' || key === 'PageUp') { did(); var page = Math.max(1, Math.floor((this.scroll.clientHeight - HEAD) / ROW) - 1); this.go(r + (key === 'PageDown' ? page : -page), c, shift); }
    else if (key === 'F2') { did(); this.open(this.rows[r] ? this.rows[r].v[c] : '', false); }
    else if (key === 'Delete' || key === 'Backspace') { did(); if (this.may) this.clear(); }
    else if (key === 'Escape') { this.leaving = true; this.say('leave'); return; }
    else if (ctrl && !e.altKey) {
      var letter = key.toLowerCase();
      if (letter === 'a') { did(); this.from = { r: 0, c: 0 }; this.at = { r: this.rows.length - 1, c: this.cols.length - 1 }; this.draw(true); this.hooks.moved(); }
      else if (letter === 'd' && this.may) { did(); this.spread(false); }
      else if (letter === 'r' && this.may) { did(); this.spread(true); }
      else if (letter === 'z') { did(); this.undo(!shift); }
      else if (letter === 'y') { did(); this.undo(false); }
      else if (letter === 's') { did(); this.hooks.save(); }
    }
    this.leaving = false;
  };
  P.step = function (by) {
    var n = this.at.r * this.cols.length + this.at.c + by;
    this.go(Math.floor(n / this.cols.length), (n % this.cols.length + this.cols.length) % this.cols.length);
  };

  P.listen = function () {
    var self = this, drag = false;
    function where(e) {
      var td = e.target.closest ? e.target.closest('.grid-td') : null, line = td && td.parentNode;
      if (!line || line.at === undefined || line.at < 0) return null;
      var n = Array.prototype.indexOf.call(line.children, td) - 1;
      return { r: line.at, c: Math.max(n, 0), all: n < 0 };
    }
    this.scroll.addEventListener('scroll', function () { if (!self.wait) { self.wait = true; requestAnimationFrame(function () { self.wait = false; self.draw(false); }); } });
    this.body.addEventListener('mousedown', function (e) {
      var at = where(e);
      if (!at || e.button !== 0) return;
      e.preventDefault(); self.close(true); drag = true;
      if (at.all) { self.go(at.r, self.cols.length - 1); self.from = { r: at.r, c: 0 }; self.scroll.scrollLeft = 0; self.draw(true); } else self.go(at.r, at.c, e.shiftKey);
      self.focus();
    });
    this.body.addEventListener('mouseover', function (e) {
      var at = drag && e.buttons === 1 ? where(e) : null;
      if (at && (at.r !== self.at.r || at.c !== self.at.c)) { self.at = { r: at.r, c: at.c }; self.reveal(); self.draw(true); self.hooks.moved(); }
    });
    document.addEventListener('mouseup', function () { drag = false; });
    this.body.addEventListener('dblclick', function (e) { if (where(e)) { self.open(self.rows[self.at.r].v[self.at.c], false); self.focus(); } });
    this.input.addEventListener('keydown', function (e) { self.key(e); });
    this.input.addEventListener('compositionstart', function () { if (self.mode === 'nav') self.open(null, true); });
    this.input.addEventListener('input', function () {
      if (self.mode === 'nav') { if (!self.open(null, true)) return; } else { self.size(); self.offer(true); }
    });
    this.input.addEventListener('focus', function () { self.leaving = false; self.host.classList.add('has-focus'); });
    this.input.addEventListener('blur', function () { self.close(true); });
    this.input.addEventListener('copy', function (e) { if (self.mode === 'nav') { e.preventDefault(); e.clipboardData.setData('text/plain', self.copied()); } });
    this.input.addEventListener('cut', function (e) { if (self.mode === 'nav') { e.preventDefault(); e.clipboardData.setData('text/plain', self.copied()); if (self.may) self.clear(); } });
    this.input.addEventListener('paste', function (e) {
      if (self.mode === 'edit') return;
      e.preventDefault();
      performance.mark('grid-paste');
      self.paste(e.clipboardData.getData('text/plain'));
      requestAnimationFrame(function () { performance.mark('grid-shown'); });
    });
    window.addEventListener('resize', function () { self.draw(true); });
  };

  window.JunhengSheet = { make: function (host, data, words, hooks) { return new Sheet(host, data, words, hooks); }, parse: parse, written: written, whole: whole };
})();
