// Uploads of the library: one file after the other, with progress; dropped files too.
(function () {
  'use strict';
  var token = '';
  try { token = JSON.parse(document.body.getAttribute('hx-headers'))['x-csrf-token']; } catch (e) { /* no form then */ }

  function line(list, name) {
    var item = document.createElement('li');
    var label = document.createElement('span');
    label.className = 'lib-upload-name';
    label.textContent = name;
    var bar = document.createElement('progress');
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute('aria-label', name);
    var told = document.createElement('span');
    told.className = 'lib-upload-told';
    item.appendChild(label);
    item.appendChild(bar);
    item.appendChild(told);
    list.appendChild(item);
    return { item: item, bar: bar, told: told };
  }

  function send(form, file, single, shown, next) {
    var words = form.dataset;
    var data = new FormData();
    Array.prototype.forEach.call(form.elements, function (field) {
      if (!field.name || field.type === 'file') return;
      // a title given once is not the title of several files
      data.append(field.name, field.name === 'title' && !single ? '' : field.value);
    });
    data.append('file', file, file.name);
    var request = new XMLHttpRequest();
    request.open('POST', form.getAttribute('action'));
    request.setRequestHeader('x-csrf-token', token);
    request.setRequestHeader('accept', 'application/json');
    shown.told.textContent = words.working;
    request.upload.addEventListener('progress', function (event) {
      if (event.lengthComputable) shown.bar.value = Math.floor(event.loaded * 100 / event.total);
    });
    request.upload.addEventListener('load', function () { shown.told.textContent = words.checking; });
    request.addEventListener('load', function () {
      var reply = {};
      try { reply = JSON.parse(request.responseText); } catch (e) { /* told below */ }
      shown.bar.remove();
      var good = request.status >= 200 && request.status < 300 && reply.href;
      shown.item.className = good ? 'good' : 'bad';
      shown.told.textContent = '';
      if (good) {
        var link = document.createElement('a');
        link.href = reply.href;
        link.textContent = words.done;
        shown.told.appendChild(link);
        (reply.remarks || []).forEach(function (text) {
          var note = document.createElement('small');
          note.textContent = text;
          shown.item.appendChild(note);
        });
        if (words.go) { location.assign(reply.href); return; }
      } else {
        shown.told.textContent = reply.detail || words.lost;
      }
      next();
    });
    request.addEventListener('error', function () {
      shown.bar.remove();
      shown.item.className = 'bad';
      shown.told.textContent = words.lost;
      next();
    });
    request.send(data);
  }

  Array.prototype.forEach.call(document.querySelectorAll('form.js-upload'), function (form) {
    var input = form.querySelector('input[type=file]');
    var list = form.querySelector('.lib-uploads');
    var button = form.querySelector('button');
    var busy = false;
    function go(files) {
      if (busy) return;
      if (!files.length) { line(list, form.dataset.none).bar.remove(); return; }
      busy = true;
      button.disabled = true;
      list.textContent = '';
      var lines = files.map(function (file) { return line(list, file.name); });
      var at = 0;
      (function next() {
        if (at >= files.length) { busy = false; button.disabled = false; input.value = ''; return; }
        var now = at++;
        send(form, files[now], files.length === 1, lines[now], next);
      })();
    }
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      go(Array.prototype.slice.call(input.files));
    });
    var drop = form.querySelector('.lib-drop');
    if (!drop) return;
    ['dragover', 'dragenter'].forEach(function (name) {
      drop.addEventListener(name, function (event) { event.preventDefault(); drop.classList.add('over'); });
    });
    drop.addEventListener('dragleave', function () { drop.classList.remove('over'); });
    drop.addEventListener('drop', function (event) {
      event.preventDefault();
      drop.classList.remove('over');
      go(Array.prototype.slice.call(event.dataTransfer.files));
    });
  });
})();
