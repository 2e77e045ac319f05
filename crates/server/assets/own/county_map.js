// The county's map: circles by size and class, rings for projects, sites, outlines supplied by the office; straight-line distances, said to be such.
(function () {
  'use strict';
  function start() {
    var box = document.getElementById('county-map'), L = window.L;
    if (!box || !L) return;
    var data = JSON.parse(box.dataset.map), words = JSON.parse(box.dataset.words), card = document.getElementById('map-card');
    var map = L.map(box, { attributionControl: false, zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, scrollWheelZoom: true });
    L.control.scale({ imperial: false }).addTo(map);
    var corner = document.querySelector('.map-corner');
    if (corner) { var note = L.control({ position: 'bottomright' }); note.onAdd = function () { var made = L.DomUtil.create('div', 'leaflet-control-attribution'); made.textContent = Array.prototype.map.call(corner.children, function (c) { return c.textContent; }).join(' | '); return made; }; note.addTo(map); }
    // the address of tiles may hold an ampersand; nothing is asked for unless the office configured it
    if (data.tiles) L.tileLayer(data.tiles.url, { maxZoom: 18, referrerPolicy: 'same-origin' }).addTo(map);
    var layers = { edges: L.layerGroup().addTo(map), hulls: L.layerGroup(), marks: L.layerGroup().addTo(map), projects: L.layerGroup().addTo(map), sites: L.layerGroup().addTo(map) };
    var most = data.schools.reduce(function (n, s) { return Math.max(n, s.pupils || 0); }, 1), marks = {}, chosen = null, pin = null;
    function radius(s) { return s.pupils ? 4 + 14 * Math.sqrt(s.pupils / most) : 4; }

    // metres on a ball of the mean radius, as the program reckons everywhere
    function metres(a, b) {
      var rad = Math.PI / 180, h = function (x) { return Math.pow(Math.sin(x / 2), 2); };
      var chord = h((a.lat - b.lat) * rad) + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * h((a.lon - b.lon) * rad);
      return 2 * 6371008.8 * Math.asin(Math.sqrt(Math.min(1, chord)));
    }
    function far(m) { return m < 1000 ? Math.round(m / 10) * 10 + ' ' + words.m : (m / 1000).toFixed(1) + ' ' + words.km; }
    function make(kind, text, into) { var e = document.createElement(kind); if (text !== undefined) e.textContent = text; into.appendChild(e); return e; }

    function near(place, but) {
      var others = data.schools.filter(function (s) { return s !== but; }).map(function (s) { return { s: s, m: metres(place, s) }; }).sort(function (a, b) { return a.m - b.m; }).slice(0, 5);
      if (!others.length) return;
      make('p', words.near + '（' + words.straight + '）', card);
      var list = make('ol', undefined, card);
      others.forEach(function (o) { make('li', o.s.name + '　' + words.straight + ' ' + far(o.m), list); });
    }
    // null where the plan is not for the reader to see yet
    function planned(s) { return s.projects === null ? null : [words.projects, s.projects.length ? s.projects.join('、') : words.none_planned]; }
    function facts(pairs) {
      var dl = make('dl', undefined, card);
      pairs.forEach(function (p) { if (p) { make('dt', p[0], dl); make('dd', p[1], dl); } });
    }
    function show(s, focus) {
      if (chosen && marks[chosen.id]) marks[chosen.id].getElement().classList.remove('mark-at');
      chosen = s; if (pin) { pin.remove(); pin = null; }
      marks[s.id].getElement().classList.add('mark-at'); marks[s.id].bringToFront();
      card.textContent = '';
      var head = make('h3', s.name, card); head.tabIndex = -1;
      facts([[words.pupils, s.pupils_text], [document.getElementById('legend-title').textContent, s.value], [words.zone, s.zone], planned(s)]);
      near(s, s);
      var a = make('a', words.open, make('p', undefined, card)); a.href = s.href;
      if (focus) { map.panTo([s.lat, s.lon]); box.scrollIntoView({ block: 'center' }); head.focus(); }
    }
    data.schools.forEach(function (s) {
      var mark = L.circleMarker([s.lat, s.lon], { radius: radius(s), className: 'mark ' + (s.class === null ? 'mark-none' : 'mark-' + s.class) });
      mark.bindTooltip(document.createTextNode(s.name + ' · ' + s.value).textContent.replace(/[<>&"]/g, function (c) { return '&#' + c.charCodeAt(0) + ';'; }), { direction: 'top' });
      mark.on('click', function (e) { L.DomEvent.stopPropagation(e); show(s, false); });
      mark.addTo(layers.marks); marks[s.id] = mark;
      if (s.projects && s.projects.length) L.circleMarker([s.lat, s.lon], { radius: radius(s) + 4, className: 'ring', interactive: false }).addTo(layers.projects);
    });
    data.sites.forEach(function (s) {
      var icon = L.divIcon({ className: 'site-mark', iconSize: [18, 18], html: '<svg viewBox="0 0 18 18" aria-hidden="true"><path class="site" d="M9 1.5 16.5 9 9 16.5 1.5 9z"/></svg>' });
      var mark = L.marker([s.lat, s.lon], { icon: icon, keyboard: false, alt: '' }).addTo(layers.sites);
      mark.on('click', function (e) {
        L.DomEvent.stopPropagation(e); card.textContent = '';
        make('h3', s.name, card); facts([[words.site, s.seats], planned(s)]); near(s, null);
      });
    });
    // the schools of a zone, joined: where no outline was supplied; told to be no boundary
    data.zones.forEach(function (z) {
      var own = data.schools.filter(function (s) { return s.zones.indexOf(z.id) >= 0; });
      if (own.length > 1) L.polygon(hull(own).map(function (s) { return [s.lat, s.lon]; }), { className: 'hull', interactive: false }).addTo(layers.hulls);
    });
    function hull(points) {
      var sorted = points.slice().sort(function (a, b) { return a.lon - b.lon || a.lat - b.lat; });
      function half(list) {
        var out = [];
        list.forEach(function (p) {
          while (out.length > 1) {
            var a = out[out.length - 2], b = out[out.length - 1];
            if ((b.lon - a.lon) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lon - a.lon) > 0) break;
            out.pop();
          }
          out.push(p);
        });
        out.pop();
        return out;
      }
      return half(sorted).concat(half(sorted.slice().reverse()));
    }
    map.on('click', function (e) {
      var place = { lat: e.latlng.lat, lon: e.latlng.lng };
      if (pin) pin.remove();
      pin = L.circleMarker(e.latlng, { radius: 5, className: 'mark mark-at mark-none', interactive: false }).addTo(map);
      card.textContent = '';
      make('h3', words.here + ' ' + place.lon.toFixed(4) + ', ' + place.lat.toFixed(4), card);
      near(place, null);
    });

    var key = 'junheng-map:' + data.key, kept = null;
    try { kept = JSON.parse(sessionStorage.getItem(key) || 'null'); } catch (e) { kept = null; }
    var places = data.schools.concat(data.sites).map(function (s) { return [s.lat, s.lon]; });
    function fit() { if (places.length) map.fitBounds(places, { padding: [24, 24], maxZoom: 14 }); else map.setView([40.8, 111.7], 8); }
    if (kept && kept.length === 3) map.setView([kept[0], kept[1]], kept[2]); else fit();
    map.on('moveend', function () { var c = map.getCenter(); sessionStorage.setItem(key, JSON.stringify([c.lat, c.lng, map.getZoom()])); });
    if (box.dataset.boundary) fetch(box.dataset.boundary, { credentials: 'same-origin' }).then(function (r) { return r.ok ? r.json() : null; }).then(function (shapes) {
      if (!shapes) return;
      var drawn = L.geoJSON(shapes, { interactive: false, style: function (f) { return { className: f.properties.zone ? 'edge-zone' : 'edge-county' }; } }).addTo(layers.edges);
      drawn.bringToBack();
      if (!kept && !places.length) map.fitBounds(drawn.getBounds());
      box.setAttribute('data-edges', '');
    });
    document.querySelectorAll('#map-layers input').forEach(function (tick) {
      function set() { var layer = layers[tick.dataset.layer]; if (tick.checked) layer.addTo(map); else layer.remove(); }
      tick.addEventListener('change', set); set();
    });
    document.querySelectorAll('.js-place').forEach(function (b) {
      b.addEventListener('click', function () { var s = data.schools.find(function (o) { return o.id === b.dataset.school; }); if (s) show(s, true); });
    });
    box.setAttribute('data-ready', '');
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start); else start();
})();
