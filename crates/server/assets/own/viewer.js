// A small viewer of pages: one page at a time, larger and smaller, finding words; nothing in a document is ever run.
(function () {
  'use strict';
  var box = document.querySelector('.viewer');
  if (!box || !window.pdfjsLib) return;
  var lib = window.pdfjsLib;
  lib.GlobalWorkerOptions.workerSrc = box.dataset.worker;
  var canvas = box.querySelector('canvas');
  var marks = box.querySelector('.viewer-marks');
  var paper = box.querySelector('.viewer-paper');
  var scroll = box.querySelector('.viewer-scroll');
  var number = box.querySelector('#viewer-page');
  var told = box.querySelector('.viewer-told');
  var find = box.querySelector('#viewer-find');
  var pdf = null, page = 1, zoom = 1, drawing = null, texts = {}, query = '';

  function fold(text) {
    return text.replace(/[\uFF01-\uFF5E]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xFEE0); }).toLowerCase().replace(/\s+/g, '');
  }

  // the letters of a page in one row, and for each the item it stands in
  function textOf(n) {
    if (!texts[n]) {
      texts[n] = pdf.getPage(n).then(function (p) { return p.getTextContent(); }).then(function (content) {
        var row = '', owner = [];
        content.items.forEach(function (item, at) {
          var folded = fold(item.str || '');
          row += folded;
          for (var i = 0; i < folded.length; i++) owner.push([at, i, folded.length]);
        });
        return { row: row, owner: owner, items: content.items };
      });
    }
    return texts[n];
  }

  function mark(n, view) {
    marks.textContent = '';
    var wanted = query.split(/\s+/).map(fold).filter(Boolean);
    if (!wanted.length) return;
    textOf(n).then(function (text) {
      if (n !== page) return;
      wanted.forEach(function (word) {
        for (var at = text.row.indexOf(word); at >= 0; at = text.row.indexOf(word, at + word.length)) {
          var i = at;
          while (i < at + word.length) {
            var own = text.owner[i], end = i;
            while (end < at + word.length && text.owner[end][0] === own[0]) end++;
            var item = text.items[own[0]], m = item.transform, wide = item.width, high = item.height || Math.abs(m[3]);
            var left = m[4] + wide * own[1] / own[2];
            var a = view.convertToViewportPoint(left, m[5] - high * 0.15);
            var b = view.convertToViewportPoint(left + wide * (end - i) / own[2], m[5] + high * 0.95);
            var spot = document.createElement('span');
            spot.style.left = Math.min(a[0], b[0]) + 'px';
            spot.style.top = Math.min(a[1], b[1]) + 'px';
            spot.style.width = Math.abs(b[0] - a[0]) + 'px';
            spot.style.height = Math.abs(b[1] - a[1]) + 'px';
            marks.appendChild(spot);
            i = end;
          }
        }
      });
      var first = marks.firstChild;
      if (first) scroll.scrollTop = Math.max(0, parseFloat(first.style.top) - scroll.clientHeight / 3);
    });
  }

  function draw() {
    if (!pdf) return;
    var n = page;
    number.value = n;
    pdf.getPage(n).then(function (p) {
      if (n !== page) return;
      var plain = p.getViewport({ scale: 1 });
      var room = Math.max(240, scroll.clientWidth - 24);
      var scale = Math.min(4, room / plain.width * zoom);
      var view = p.getViewport({ scale: scale });
      var sharp = Math.min(2, window.devicePixelRatio || 1);
      // a page of any size fits the memory of an old machine
      var most = 16e6, pixels = view.width * view.height * sharp * sharp;
      if (pixels > most) sharp *= Math.sqrt(most / pixels);
      if (drawing) drawing.cancel();
      canvas.width = Math.max(1, Math.floor(view.width * sharp));
      canvas.height = Math.max(1, Math.floor(view.height * sharp));
      canvas.style.width = paper.style.width = Math.floor(view.width) + 'px';
      canvas.style.height = paper.style.height = Math.floor(view.height) + 'px';
      drawing = p.render({ canvasContext: canvas.getContext('2d'), viewport: view, transform: [sharp, 0, 0, sharp, 0, 0], annotationMode: 0 });
      drawing.promise.then(function () { box.dataset.drawn = n; mark(n, view); }, function () { /* another page was asked for */ });
    }, failed);
  }

  function failed() { told.textContent = box.dataset.failed; }

  function turn(to) {
    if (!pdf) return;
    to = Math.min(pdf.numPages, Math.max(1, to || 1));
    if (to === page) { number.value = page; return; }
    page = to;
    scroll.scrollTop = 0;
    draw();
  }

  // from a page on, round the whole document
  function seek(from) {
    var wanted = query.split(/\s+/).map(fold).filter(Boolean);
    if (!wanted.length || !pdf) { marks.textContent = ''; told.textContent = ''; return; }
    var tried = 0;
    (function next(n) {
      if (tried++ >= pdf.numPages) { told.textContent = box.dataset.none; return; }
      textOf(n).then(function (text) {
        var all = wanted.every(function (word) { return text.row.indexOf(word) >= 0; });
        if (!all) { next(n % pdf.numPages + 1); return; }
        told.textContent = box.dataset.found.replace('#', n);
        if (n === page) draw(); else turn(n);
      }, failed);
    })((from - 1) % pdf.numPages + 1);
  }

  box.querySelector('.viewer-bar').addEventListener('click', function (event) {
    var button = event.target.closest('button[data-do]');
    if (!button) return;
    var what = button.dataset.do;
    if (what === 'before') turn(page - 1);
    if (what === 'after') turn(page + 1);
    if (what === 'smaller') { zoom = Math.max(0.4, zoom / 1.25); draw(); }
    if (what === 'larger') { zoom = Math.min(4, zoom * 1.25); draw(); }
  });
  number.addEventListener('change', function () { turn(parseInt(number.value, 10)); });
  box.querySelector('.viewer-find').addEventListener('submit', function (event) {
    event.preventDefault();
    var again = query === find.value.trim();
    query = find.value.trim();
    seek(again ? page + 1 : page);
  });
  scroll.addEventListener('keydown', function (event) {
    var end = scroll.scrollTop + scroll.clientHeight >= scroll.scrollHeight - 2;
    if (event.key === 'ArrowRight' || (event.key === 'PageDown' && end)) { event.preventDefault(); turn(page + 1); }
    if (event.key === 'ArrowLeft' || (event.key === 'PageUp' && scroll.scrollTop < 2)) { event.preventDefault(); turn(page - 1); }
    if (event.key === 'Home' && event.ctrlKey) { event.preventDefault(); turn(1); }
    if (event.key === 'End' && event.ctrlKey) { event.preventDefault(); turn(pdf ? pdf.numPages : 1); }
    if (event.key === '+' || event.key === '=') { zoom = Math.min(4, zoom * 1.25); draw(); }
    if (event.key === '-') { zoom = Math.max(0.4, zoom / 1.25); draw(); }
  });
  var waiting = 0;
  window.addEventListener('resize', function () { clearTimeout(waiting); waiting = setTimeout(draw, 200); });

  var asked = { url: box.dataset.pdf, isEvalSupported: false, enableXfa: false, disableAutoFetch: true, cMapUrl: '/assets/cmap/', cMapPacked: true, useSystemFonts: true, fontExtraProperties: false };
  lib.getDocument(asked).promise.then(function (opened) {
    pdf = opened;
    box.querySelector('.viewer-of').textContent = box.dataset.of.replace('#', pdf.numPages);
    page = Math.min(pdf.numPages, Math.max(1, parseInt(box.dataset.page, 10) || 1));
    query = box.dataset.find || '';
    draw();
  }, failed);
})();
