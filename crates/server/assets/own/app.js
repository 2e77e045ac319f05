// Small help for every page. All of it is optional but uploads: forms work without it.
(function () {
  'use strict';
  document.documentElement.classList.add('has-js');

  // a choice that acts at once
  document.addEventListener('change', function (event) {
    var field = event.target;
    if (field.classList && field.classList.contains('js-submit') && field.form) field.form.submit();
  });

  // menus close with Escape and with a click elsewhere
  document.addEventListener('click', function (event) {
    document.querySelectorAll('details.menu[open]').forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape') return;
    document.querySelectorAll('details.menu[open]').forEach(function (menu) {
      menu.open = false;
      var head = menu.querySelector('summary');
      if (head) head.focus();
    });
  });

  // a gap named in the address is opened
  function openTarget() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    var year = target && target.closest('details.year');
    if (year) { year.open = true; target.scrollIntoView(); }
    if (target && target.tagName === 'DETAILS' && !target.open) {
      var head = target.querySelector('summary');
      if (head) head.click();
    }
  }
  window.addEventListener('hashchange', openTarget);
  window.addEventListener('load', openTarget);

  // a finished job moves on to what it made; a failed request says so
  function settle(root) {
    var go = root.querySelector ? root.querySelector('a.js-go') : null;
    if (go) location.assign(go.href);
    var title = document.querySelector('#import-result #result-title');
    if (title && root.contains && root.contains(title)) title.focus();
  }
  document.addEventListener('htmx:afterSettle', function (event) { settle(event.target.parentNode || event.target); });
  function say(text) {
    var live = document.getElementById('live');
    if (live) live.textContent = text;
    var old = document.getElementById('request-failed');
    if (old) old.remove();
    var note = document.createElement('div');
    note.id = 'request-failed';
    note.className = 'note note-bad';
    note.setAttribute('role', 'alert');
    note.textContent = text;
    var main = document.getElementById('main');
    if (main) main.insertBefore(note, main.firstChild);
  }
  document.addEventListener('htmx:responseError', function (event) {
    var reply = event.detail.xhr;
    if (reply.status === 401) { location.reload(); return; }
    var text = document.body.dataset.failed;
    try { text = JSON.parse(reply.responseText).detail || text; } catch (e) { /* not of ours */ }
    say(text);
  });
  document.addEventListener('htmx:sendError', function () { say(document.body.dataset.failed); });

  // wide tables can be scrolled with the keyboard
  function reach() {
    document.querySelectorAll('.table-wrap, .sheet-scroll').forEach(function (box) {
      if (box.scrollWidth > box.clientWidth + 1) {
        box.tabIndex = 0;
        box.setAttribute('role', 'region');
        var head = box.querySelector('caption') || (box.closest('section') || box).querySelector('h2');
        if (head && !box.hasAttribute('aria-labelledby') && !box.hasAttribute('aria-label')) box.setAttribute('aria-label', head.textContent.trim() + ' · ' + document.body.dataset.table);
      }
    });
  }
  window.addEventListener('load', reach);
  document.addEventListener('htmx:afterSettle', reach);
})();
