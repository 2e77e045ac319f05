// The year board: cards are dragged by mouse or by their grip by touch; every drop is a trial that the server answers. Without this script
// the same moves are made by the forms of the page.
(function () {
  'use strict';
  var board = document.querySelector('.board');
  if (!board) return;
  var effect = function () { return document.getElementById('effect'); };
  var moves = (effect().getAttribute('data-moves') || '').split('\n').filter(Boolean);
  var drag = null, serial = 0;

  function address(card) {
    var q = document.getElementById('board-q');
    var parts = ['moves=' + encodeURIComponent(moves.join('\n'))];
    if (card) parts.push('card=' + encodeURIComponent(card));
    if (q && q.value) parts.push('q=' + encodeURIComponent(q.value));
    return board.getAttribute('data-here') + '?' + parts.join('&');
  }

  function say(text) { document.getElementById('live').textContent = text; }

  // the answer brings the panel of effects and the sums of every column
  function take(html, started) {
    var held = document.createElement('div');
    held.innerHTML = html;
    var fresh = held.querySelector('#effect');
    if (!fresh) return;
    effect().replaceWith(fresh);
    held.querySelectorAll('[data-swap]').forEach(function (part) {
      var there = document.getElementById(part.getAttribute('data-swap'));
      if (there) there.innerHTML = part.innerHTML;
    });
    var took = performance.now() - started;
    performance.measure('trial', { start: started, end: started + took });
    var time = document.getElementById('effect-time');
    if (time) time.textContent = board.getAttribute('data-took') + ' ' + Math.round(took) + ' ms';
    var steps = fresh.querySelectorAll('.trial-steps li');
    if (steps.length) say(steps[steps.length - 1].textContent);
    history.replaceState(null, '', moves.length ? address('') : board.getAttribute('data-here'));
  }

  function trial(started) {
    var own = ++serial;
    board.setAttribute('aria-busy', 'true');
    fetch(board.getAttribute('data-trial'), {
      method: 'POST', credentials: 'same-origin',
      headers: { 'x-csrf-token': board.getAttribute('data-csrf'), 'content-type': 'application/x-www-form-urlencoded' },
      body: 'moves=' + encodeURIComponent(moves.join('\n'))
    }).then(function (reply) {
      if (!reply.ok) throw new Error(String(reply.status));
      return reply.text();
    }).then(function (html) {
      if (own === serial) { take(html, started); board.removeAttribute('aria-busy'); }
    }).catch(function () {
      board.removeAttribute('aria-busy');
      say(board.getAttribute('data-failed'));
      location.assign(address(''));
    });
  }

  function put(card, column) {
    var to = column.getAttribute('data-to'), id = card.getAttribute('data-id');
    var length = Number(card.getAttribute('data-length')) || 1;
    var word = to === 'out' || length < 2 ? to : to + '-' + (Number(to) + length - 1);
    moves = moves.filter(function (m) { return m.slice(0, m.lastIndexOf(':')) !== id; });
    moves.push(id + ':' + word);
    card.classList.add('moved');
    column.querySelector('.cards').prepend(card);
    trial(performance.now());
  }

  function columnAt(x, y) {
    var found = document.elementFromPoint(x, y);
    return found ? found.closest('.col') : null;
  }

  function mark(column) {
    board.querySelectorAll('.col.drop').forEach(function (c) { c.classList.remove('drop'); });
    if (column) column.classList.add('drop');
  }

  function lift() {
    var ghost = drag.card.cloneNode(true);
    ghost.classList.add('ghost');
    document.body.appendChild(ghost);
    drag.ghost = ghost;
    drag.card.classList.add('lifted');
    document.body.classList.add('dragging');
  }

  function end() {
    if (!drag) return;
    if (drag.ghost) drag.ghost.remove();
    drag.card.classList.remove('lifted');
    document.body.classList.remove('dragging');
    mark(null);
    drag = null;
  }

  board.addEventListener('pointerdown', function (event) {
    var card = event.target.closest('.kard');
    var grip = event.target.closest('.grip');
    // a finger scrolls the page everywhere but on the grip
    if (!card || event.button !== 0 || (event.pointerType === 'touch' && !grip)) return;
    drag = { card: card, x: event.clientX, y: event.clientY, id: event.pointerId };
  });
  document.addEventListener('pointermove', function (event) {
    if (!drag || event.pointerId !== drag.id) return;
    if (!drag.ghost) {
      if (Math.abs(event.clientX - drag.x) + Math.abs(event.clientY - drag.y) < 6) return;
      lift();
    }
    event.preventDefault();
    drag.ghost.style.setProperty('left', event.clientX + 8 + 'px');
    drag.ghost.style.setProperty('top', event.clientY + 8 + 'px');
    mark(columnAt(event.clientX, event.clientY));
    // at the edge the board follows
    var box = board.getBoundingClientRect();
    if (event.clientX > box.right - 30) board.scrollLeft += 14;
    if (event.clientX < box.left + 30) board.scrollLeft -= 14;
  });
  document.addEventListener('pointerup', function (event) {
    if (!drag || event.pointerId !== drag.id) return;
    var card = drag.card, lifted = Boolean(drag.ghost);
    var column = lifted ? columnAt(event.clientX, event.clientY) : null;
    end();
    if (!lifted) return;
    board.addEventListener('click', function (e) { e.preventDefault(); e.stopPropagation(); }, { capture: true, once: true });
    setTimeout(function () { board.dispatchEvent(new MouseEvent('click')); }, 0);
    if (column && column !== card.closest('.col')) put(card, column);
  });
  document.addEventListener('pointercancel', end);
  document.addEventListener('keydown', function (event) { if (event.key === 'Escape') end(); });
  // a card is opened with the moves as they stand now
  board.addEventListener('click', function (event) {
    var name = event.target.closest('a.kard-name');
    if (!name || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    location.assign(address(name.closest('.kard').getAttribute('data-id')) + '#card-panel');
  });
})();
