// Charts from data-chart: {kind, x, series, unit, words}. Drawn on a canvas, without movement; the figures stand beside them as a table.
(function () {
  'use strict';
  var ink = '#3a4556', grid = '#e3e8ef', blue = '#0b5cad', colours = ['#0b5cad', '#c2410c', '#0f766e', '#7c3aed', '#a16207', '#475569'];
  var font = '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';

  function base(data) {
    return {
      animation: false, color: colours, textStyle: { fontFamily: font, color: ink },
      grid: { left: 8, right: 16, top: 34, bottom: 6, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: ink, fontSize: 12 }, data: data.legend },
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
      xAxis: { type: 'category', data: data.x, axisTick: { show: false }, axisLine: { lineStyle: { color: '#c5ced9' } }, axisLabel: { color: ink } },
      yAxis: { type: 'value', min: data.zero ? 0 : null, scale: !data.zero, splitLine: { lineStyle: { color: grid } }, axisLabel: { color: ink } }
    };
  }
  // a line with its band: the low end invisible, the band stacked on it; the past before the mark is solid
  function forecast(data) {
    var option = base(data), words = data.words;
    var band = data.low.map(function (low, n) { return low === null || data.high[n] === null ? null : data.high[n] - low; });
    option.legend.data = [words.counted, words.expected, words.band];
    option.series = [
      { name: 'low', type: 'line', data: data.low, stack: 'band', symbol: 'none', lineStyle: { opacity: 0 }, tooltip: { show: false }, silent: true },
      { name: words.band, type: 'line', data: band, stack: 'band', symbol: 'none', lineStyle: { opacity: 0 }, itemStyle: { color: '#9cc3ea' }, areaStyle: { color: '#9cc3ea', opacity: .45 }, silent: true },
      { name: words.expected, type: 'line', data: data.expected, symbolSize: 6, lineStyle: { type: 'dashed', width: 2 }, itemStyle: { color: blue } },
      { name: words.counted, type: 'line', data: data.counted, symbolSize: 7, lineStyle: { width: 2.5, color: '#17324d' }, itemStyle: { color: '#17324d' } }
    ];
    option.tooltip.formatter = function (points) {
      var n = points[0].dataIndex, lines = [String(data.x[n])];
      var value = data.counted[n] !== null && data.counted[n] !== undefined ? data.counted[n] : data.expected[n];
      lines.push((data.counted[n] !== null && data.counted[n] !== undefined ? words.counted : words.expected) + ' ' + (value === null ? words.none : value));
      if (data.low[n] !== null && data.low[n] !== undefined) lines.push(words.band + ' ' + data.low[n] + '–' + data.high[n]);
      return lines.join('\n');
    };
    return option;
  }
  function lines(data) {
    var option = base(data);
    option.series = data.series.map(function (s, n) {
      return { name: s.name, type: 'line', data: s.data, symbolSize: 6, lineStyle: { width: 2.5, type: n ? 'dashed' : 'solid' } };
    });
    return option;
  }
  function bars(data) {
    var option = base(data);
    option.series = data.series.map(function (s) { return { name: s.name, type: 'bar', stack: data.stacked ? 'all' : null, barMaxWidth: 34, data: s.data }; });
    return option;
  }
  var kinds = { forecast: forecast, lines: lines, bars: bars };
  function draw(root) {
    if (!window.echarts) return;
    root.querySelectorAll('.js-chart:not([data-drawn])').forEach(function (box) {
      var data;
      try { data = JSON.parse(box.dataset.chart); } catch (e) { return; }
      var make = kinds[data.kind];
      if (!make) return;
      box.setAttribute('data-drawn', '');
      var chart = window.echarts.init(box, null, { renderer: 'canvas' });
      chart.setOption(make(data));
      window.addEventListener('resize', function () { chart.resize(); });
    });
  }
  document.addEventListener('DOMContentLoaded', function () { draw(document); });
  document.addEventListener('htmx:afterSettle', function () { draw(document); });
})();
