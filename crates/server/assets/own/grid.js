// The grid's dialogue with the server: loads a table, has every change judged, keeps what is typed through a lost session, saves all or nothing.
(function () {
  'use strict';
  function start() {
    var host = document.getElementById('grid');
    if (!host || !window.JunhengSheet) return;
    var words = JSON.parse(host.dataset.words), live = document.getElementById('live'), sheet = null, data = null, index = {};
    var token = JSON.parse(document.body.getAttribute('hx-headers') || '{}')['x-csrf-token'];
    var prefix = 'junheng-grid:' + host.dataset.county + ':';
    function place(table, year) { return prefix + table + ':' + year; }
    var turn = 0, timer = 0, saving = false, conflicts = [], problems = [];
    function id(name) { return document.getElementById(name); }
    function say(text) { live.textContent = text; }
    function put(word, args) {
      var text = words[word] || word;
      Object.keys(args || {}).forEach(function (k) { text = text.split('{' + k + '}').join(String(args[k])); });
      return text;
    }
    function state(text) { id('grid-state').textContent = text; }

    // what differs from what was loaded
    function pending() {
      var rows = [];
      sheet.rows.forEach(function (row) {
        var cells = {}, any = false;
        if (row.gone && row.isNew) return;
        if (row.gone) { rows.push({ row: row.key, remove: true }); return; }
        sheet.cols.forEach(function (c, n) { if (row.v[n] !== row.b[n]) { cells[c.key] = [row.b[n], row.v[n]]; any = true; } });
        if (any) rows.push(row.isNew ? { row: row.key, add: true, cells: cells } : { row: row.key, cells: cells });
      });
      return rows;
    }
    function count(rows) { return rows.reduce(function (n, r) { return n + (r.remove ? 1 : Object.keys(r.cells).length); }, 0); }
    function keep() {
      var rows = pending(), at = place(data.table, data.year || '');
      try {
        if (rows.length) sessionStorage.setItem(at, JSON.stringify({ rows: rows, why: id('grid-why') ? id('grid-why').value : '' }));
        else sessionStorage.removeItem(at);
      } catch (e) { /* a full store keeps nothing more; what is typed stays on the page */ }
      dots();
      return rows;
    }
    function dots() {
      document.querySelectorAll('.grid-tabs a[data-table]').forEach(function (a) {
        var any = false;
        for (var n = 0; n < sessionStorage.length; n++) if (sessionStorage.key(n).indexOf(prefix + a.dataset.table + ':') === 0) any = true;
        a.querySelector('.grid-dot').hidden = !any;
      });
    }
    function restore() {
      var kept, cells = 0, other = 0;
      try { kept = JSON.parse(sessionStorage.getItem(place(data.table, data.year || '')) || 'null'); } catch (e) { kept = null; }
      if (!kept || !data.may) return;
      kept.rows.forEach(function (row) {
        var mine = sheet.rows[index[row.row]];
        if (row.remove) { if (mine) { mine.gone = true; cells++; } return; }
        if (!mine && row.add) { sheet.grow(1); mine = sheet.rows[sheet.rows.length - 1]; mine.key = row.row; }
        if (!mine) { other++; conflicts.push({ row: row.row, column: '', from: '', yours: Object.keys(row.cells).map(function (k) { return row.cells[k][1]; }).join('、'), theirs: null }); return; }
        sheet.cols.forEach(function (c, n) {
          var pair = row.cells[c.key];
          if (!pair) return;
          // what somebody changed meanwhile is asked about, not overwritten
          if (!mine.isNew && mine.b[n] !== pair[0] && mine.b[n] !== pair[1]) { other++; conflicts.push({ row: row.row, column: c.key, from: pair[0], yours: pair[1], theirs: mine.b[n] }); }
          mine.v[n] = pair[1]; cells++;
        });
      });
      if (kept.why && id('grid-why')) id('grid-why').value = kept.why;
      sheet.draw(true);
      if (cells) say(put(other ? 'restored-conflict' : 'restored', { count: cells }));
      if (cells) id('grid-state').dataset.restored = put(other ? 'restored-conflict' : 'restored', { count: cells });
    }

    function ask(url, body) {
      var head = { accept: 'application/json', 'x-csrf-token': token };
      if (body) head['content-type'] = 'application/json';
      return fetch(url, { method: body ? 'POST' : 'GET', headers: head, body: body ? JSON.stringify(body) : undefined, credentials: 'same-origin' }).then(function (reply) {
        return reply.json().catch(function () { return {}; }).then(function (json) { return { status: reply.status, json: json }; });
      });
    }
    function failed(reply) {
      if (reply && reply.status === 401) {
        state('');
        banner(words['lost-session'], words.login, '/login?back=' + encodeURIComponent(location.pathname + location.search));
      } else banner(reply && reply.json && reply.json.detail ? reply.json.detail : words.failed);
    }
    function banner(text, link, href, tone) {
      var old = id('grid-banner'), note = document.createElement('div');
      if (old) old.remove();
      if (!text) return;
      note.id = 'grid-banner'; note.className = 'note note-' + (tone || 'bad'); note.setAttribute('role', 'alert'); note.textContent = text + ' ';
      if (link) { var a = document.createElement('a'); a.href = href; a.textContent = link; note.appendChild(a); leaving = true; }
      host.parentNode.insertBefore(note, host);
    }
    var leaving = false;

    function changed() {
      var rows = keep(), n = count(rows);
      turn++;
      ['grid-do', 'grid-discard'].forEach(function (b) { if (id(b)) id(b).disabled = !n || saving; });
      if (id('grid-undo')) { id('grid-undo').disabled = !sheet.done.length; id('grid-redo').disabled = !sheet.undone.length; }
      clearTimeout(timer);
      if (!n) { problems = []; marks({ problems: [] }); state(words.clean); return; }
      state(put('pending', { count: n }) + ' ' + words.checking);
      timer = setTimeout(check, 180);
    }
    function check() {
      var rows = pending(), mine = turn;
      if (!rows.length) return;
      ask(host.dataset.save + '/check', { table: data.table, based_on: data.version, rows: rows }).then(function (reply) {
        if (mine !== turn) return;
        if (reply.status !== 200) { failed(reply); state(put('pending', { count: count(rows) })); return; }
        banner('');
        judged(reply.json);
        performance.mark('grid-judged');
      }, function () { failed(null); });
    }
    function judged(answer) {
      answer.shown.forEach(function (one) {
        var row = sheet.rows[index[one[0]]] || sheet.rows.find(function (r) { return r.key === one[0]; });
        var n = sheet.cols.findIndex(function (c) { return c.key === one[1]; });
        if (row && n >= 0) row.v[n] = one[2];
      });
      marks(answer);
      if (answer.conflicts.length) { conflicts = answer.conflicts; ask_conflicts(); } else if (conflicts.length) { conflicts = []; ask_conflicts(); }
      keep();
      state(answer.message);
      moved();
    }
    function marks(answer) {
      var by = {};
      sheet.rows.forEach(function (row, n) { by[row.key] = n; row.m = {}; });
      problems = [];
      var other = [];
      answer.problems.forEach(function (p) {
        var r = by[p.row];
        if (r === undefined || p.row === '') { other.push(p); return; }
        var n = p.column ? sheet.cols.findIndex(function (c) { return c.key === p.column; }) : 0;
        n = Math.max(n, 0);
        var old = sheet.rows[r].m[n];
        if (!old || p.severity === 'error') sheet.rows[r].m[n] = { severity: p.severity === 'notice' ? 'warning' : p.severity, text: (old && p.severity === 'error' && old.severity === 'error' ? old.text + ' ' : '') + p.text };
        if (p.severity === 'error') problems.push([r, n]);
      });
      var note = id('grid-other');
      if (note) note.remove();
      if (other.length) {
        note = document.createElement('div'); note.id = 'grid-other'; note.className = 'note note-warn';
        other.slice(0, 8).forEach(function (p) { var line = document.createElement('p'); line.textContent = put('other-place', { text: (p.place ? p.place + '：' : '') + p.text }); note.appendChild(line); });
        if (other.length > 8) { var rest = document.createElement('p'); rest.textContent = put('more-problems', { count: other.length - 8 }); note.appendChild(rest); }
        host.parentNode.insertBefore(note, host);
      }
      if (id('grid-next')) id('grid-next').hidden = !problems.length;
      sheet.draw(true);
    }

    function name(key) { var row = sheet.rows.find(function (r) { return r.key === key; }); return row ? row.v[sheet.name] || key.replace(/\u001f/g, ' ') : key.replace(/\u001f/g, ' '); }
    function ask_conflicts() {
      var box = id('grid-conflicts');
      box.textContent = ''; box.hidden = !conflicts.length;
      conflicts.forEach(function (c, n) {
        var line = document.createElement('div'), head = document.createElement('strong'), col = sheet.cols.find(function (k) { return k.key === c.column; });
        line.className = 'grid-conflict';
        head.textContent = name(c.row) + (col ? ' · ' + (col.group ? col.group + ' ' : '') + col.title : '');
        line.appendChild(head);
        function part(word, value) { var s = document.createElement('span'); s.textContent = put(word, { value: value === '' ? words.empty : value }); line.appendChild(s); }
        if (c.theirs === null) part('conflict-gone', c.yours); else { part('conflict-was', c.from); part('conflict-theirs', c.theirs); part('conflict-yours', c.yours); }
        function button(word, take) {
          var b = document.createElement('button'); b.type = 'button'; b.className = 'btn btn-sm'; b.textContent = words[word];
          b.addEventListener('click', function () {
            var row = sheet.rows.find(function (r) { return r.key === c.row; }), k = sheet.cols.findIndex(function (x) { return x.key === c.column; });
            if (row && k >= 0) { row.b[k] = c.theirs; row.v[k] = take ? c.yours : c.theirs; }
            else if (row) row.v = row.b.slice();
            conflicts.splice(n, 1); ask_conflicts(); sheet.draw(true); changed();
            (box.querySelector('button') || sheet.input).focus();
          });
          line.appendChild(b);
        }
        if (c.theirs !== null) button('take-mine', true);
        button('take-theirs', false);
        box.appendChild(line);
      });
    }

    function moved() {
      var row = sheet.rows[sheet.at.r], c = sheet.cols[sheet.at.c], box = id('grid-cell');
      box.textContent = '';
      if (!row || !c) return;
      var head = document.createElement('strong'), m = row.m[sheet.at.c], area = sheet.box();
      head.textContent = (row.v[sheet.name] || put('row', { row: sheet.at.r + 1 })) + ' · ' + (c.group ? c.group + ' ' : '') + c.title;
      box.appendChild(head);
      function add(text, tone) { var s = document.createElement('span'); if (tone) s.className = tone; s.textContent = '　' + text; box.appendChild(s); }
      if (row.v[sheet.at.c] !== row.b[sheet.at.c] && !row.isNew) add(put('changed', { value: row.b[sheet.at.c] === '' ? words.empty : row.b[sheet.at.c] }));
      if (m) add(m.text, 'is-' + m.severity); else add(c.note);
      if (area.many) add(put('selected', { count: (area.r2 - area.r1 + 1) * (area.c2 - area.c1 + 1) }));
    }

    function save() {
      if (!sheet.may || saving) return;
      sheet.close(true);
      var rows = pending(), why = id('grid-why');
      if (!rows.length) return;
      if (!why.value.trim()) { banner(words['why-first']); why.focus(); return; }
      if (conflicts.length) { id('grid-conflicts').querySelector('button').focus(); return; }
      saving = true; id('grid-do').disabled = true; state(words.saving);
      var key = Array.from(crypto.getRandomValues(new Uint8Array(16)), function (b) { return b.toString(16).padStart(2, '0'); }).join('');
      ask(host.dataset.save, { table: data.table, based_on: data.version, why: why.value, key: key, rows: rows }).then(function (reply) {
        saving = false; id('grid-do').disabled = false;
        if (reply.status === 200) {
          why.value = ''; sessionStorage.removeItem(place(data.table, data.year || ''));
          conflicts = []; ask_conflicts();
          load(true, reply.json.message);
        } else if (reply.json.problems) {
          judged(reply.json);
          banner(reply.json.message);
          if (reply.json.conflicts.length) (id('grid-conflicts').querySelector('button') || sheet.input).focus(); else next();
        } else failed(reply);
      }, function () { saving = false; id('grid-do').disabled = false; failed(null); });
    }
    function next() {
      if (!problems.length) return;
      var after = problems.find(function (p) { return p[0] > sheet.at.r || (p[0] === sheet.at.r && p[1] > sheet.at.c); }) || problems[0];
      sheet.go(after[0], after[1]); sheet.focus();
    }

    function load(again, message) {
      var query = '?table=' + encodeURIComponent(host.dataset.table) + '&year=' + encodeURIComponent(host.dataset.year);
      ask(host.dataset.source + query).then(function (reply) {
        if (reply.status !== 200) { failed(reply); return; }
        data = reply.json;
        var at = sheet ? sheet.at : { r: 0, c: 0 }, top = sheet ? [sheet.scroll.scrollTop, sheet.scroll.scrollLeft] : [0, 0], had = sheet && host.contains(document.activeElement);
        index = {};
        data.rows.forEach(function (r, n) { index[r[0]] = n; });
        sheet = window.JunhengSheet.make(host, data, words, { say: say, also: function (t) { live.textContent += ' ' + t; banner(t, null, null, 'warn'); }, moved: moved, changed: changed, save: save });
        host.sheet = sheet;
        if (again) { sheet.scroll.scrollTop = top[0]; sheet.scroll.scrollLeft = top[1]; }
        restore();
        sheet.go(at.r, at.c);
        if (had) sheet.focus();
        var restored = id('grid-state').dataset.restored;
        if (pending().length) changed(); else { dots(); state(data.may ? words.clean : words['read-only']); ['grid-do', 'grid-discard', 'grid-undo', 'grid-redo'].forEach(function (b) { if (id(b)) id(b).disabled = true; }); if (id('grid-next')) id('grid-next').hidden = true; }
        if (conflicts.length) ask_conflicts();
        if (message) { banner(message, null, null, 'good'); say(message); } else if (restored) { banner(restored, null, null, 'info'); delete id('grid-state').dataset.restored; }
        host.setAttribute('data-ready', '');
      }, function () { failed(null); });
    }
    function on(name, run) { var b = id(name); if (b) b.addEventListener('click', run); }
    on('grid-undo', function () { sheet.undo(true); sheet.focus(); });
    on('grid-redo', function () { sheet.undo(false); sheet.focus(); });
    on('grid-fill', function () { sheet.spread(false); sheet.focus(); });
    on('grid-add', function () { sheet.add(); });
    on('grid-remove', function () { sheet.remove(); });
    on('grid-next', next);
    on('grid-discard', function () {
      var n = count(pending());
      sessionStorage.removeItem(place(data.table, data.year || '')); conflicts = []; ask_conflicts();
      if (id('grid-why')) id('grid-why').value = '';
      load(true, put('discarded', { count: n }));
    });
    if (id('grid-save')) id('grid-save').addEventListener('submit', function (e) { e.preventDefault(); save(); });
    if (id('grid-why')) id('grid-why').addEventListener('input', function () { if (sheet) keep(); });
    window.addEventListener('beforeunload', function (e) { if (sheet && !leaving && !saving && pending().length) { keep(); } });
    load(false);
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start); else start();
})();
