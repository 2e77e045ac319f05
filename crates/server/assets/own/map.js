// Small maps from data-points: [{lat, lon, name, here, tone, href}]. Circles on a plain ground; no tiles are asked for.
(function () {
  'use strict';
  var tones = { here: '#b42318', bad: '#c2410c', warn: '#a16207', good: '#0f766e', quiet: '#5b6b7f' };
  function draw() {
    if (!window.L) return;
    document.querySelectorAll('.js-map:not([data-drawn])').forEach(function (box) {
      var points;
      try { points = JSON.parse(box.dataset.points); } catch (e) { return; }
      if (!points.length) return;
      box.setAttribute('data-drawn', '');
      var map = window.L.map(box, { attributionControl: false, zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, keyboard: false, scrollWheelZoom: false });
      var at = null;
      points.forEach(function (p) { if (p.here) at = [p.lat, p.lon]; });
      if (at) map.setView(at, 10); else map.fitBounds(points.map(function (p) { return [p.lat, p.lon]; }), { padding: [20, 20] });
      points.forEach(function (p) {
        var dot = window.L.circleMarker([p.lat, p.lon], { radius: p.here ? 9 : 5, weight: 1.5, color: '#ffffff', fillColor: tones[p.here ? 'here' : p.tone] || tones.quiet, fillOpacity: p.here ? 1 : .8 });
        dot.addTo(map);
        dot.bindTooltip(p.name, { permanent: !!p.here, direction: 'top', offset: [0, p.here ? -8 : -4] });
        if (p.href) dot.on('click', function () { location.assign(p.href); });
        if (p.here) dot.bringToFront();
      });
      window.L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(map);
    });
  }
  document.addEventListener('DOMContentLoaded', draw);
  document.addEventListener('htmx:afterSettle', draw);
})();
