// Pastes one block of 10,000 cells into the grid of the workbench and into a peer's, in one run of one browser; prints medians as JSON.
//   npm install --prefix target/peer --ignore-scripts jspreadsheet-ce@4.15.0      (only for this measurement, never shipped)
//   junheng serve --demo --listen 127.0.0.1:8080 --data DATA
//   JUNHENG_BROWSER_MODULES=target/browser node bench/grid.mjs http://127.0.0.1:8080 target/peer [RUNS]
import { createRequire } from 'node:module';
import path from 'node:path';

const [address, peer, runs = '5'] = process.argv.slice(2);
const require = createRequire(path.resolve(process.env.JUNHENG_BROWSER_MODULES || 'target/browser', 'package.json'));
const { chromium } = require('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.JUNHENG_CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })).newPage();
page.setDefaultTimeout(120000);
const median = list => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
const rows = 500;
const block = Array.from({ length: rows }, (_, n) => {
  const id = String(n).padStart(4, '0');
  return [`P${id}`, `粘贴小学${id}`, `211594${id}`, '150121', '示范镇', '小学', '教育部门', '镇中心区', '长期保留', '2020-06-18', '2023', '布局规划', '某政发〔2020〕12号', '2020-06-18', '是', '是', '否', '1956', '111.670123', '40.818456'].join('\t');
}).join('\r\n');

await page.goto(`${address}/login`);
await page.fill('#name', 'guihua'); await page.fill('#password', 'yanshi-2021'); await page.click('form button.btn-primary');
await page.waitForURL(u => !u.pathname.startsWith('/login'));
const own = { shown: [], judged: [] };
for (let n = 0; n < Number(runs); n++) {
  await page.goto(`${address}/c/150121/schools/grid?table=schools`);
  await page.evaluate(() => sessionStorage.clear()); await page.reload();
  await page.waitForSelector('#grid[data-ready]');
  const took = await page.evaluate(text => new Promise(done => {
    const sheet = document.getElementById('grid').sheet, data = new DataTransfer();
    sheet.add(); sheet.focus(); data.setData('text/plain', text);
    performance.clearMarks();
    const start = performance.now();
    sheet.input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const shown = performance.now() - start;
      const wait = setInterval(() => {
        const mark = performance.getEntriesByName('grid-judged').pop();
        if (mark) { clearInterval(wait); done({ shown, judged: mark.startTime - start, cells: sheet.rows.filter(r => r.isNew).length * 20 }); }
      }, 20);
    }));
  }), block);
  if (took.cells < 10000) throw new Error(`only ${took.cells} cells`);
  own.shown.push(took.shown); own.judged.push(took.judged);
  console.error(`own ${Math.round(took.shown)} ${Math.round(took.judged)}`);
}
const theirs = [];
for (let n = 0; n < Number(runs); n++) {
  await page.goto('about:blank');
  await page.setContent('<!doctype html><div id="sheet"></div>');
  for (const file of ['jsuites/dist/jsuites.css', 'jspreadsheet-ce/dist/jspreadsheet.css']) await page.addStyleTag({ path: path.join(peer, 'node_modules', file) });
  for (const file of ['jsuites/dist/jsuites.js', 'jspreadsheet-ce/dist/index.js']) await page.addScriptTag({ path: path.join(peer, 'node_modules', file) });
  theirs.push(await page.evaluate(([text, rows]) => new Promise(done => {
    const make = window.jspreadsheet(document.getElementById('sheet'), { minDimensions: [31, rows + 35], tableOverflow: true, tableWidth: '1300px', tableHeight: '450px', columns: Array.from({ length: 31 }, () => ({ type: 'text', width: 100 })) });
    requestAnimationFrame(() => requestAnimationFrame(() => {
      make.updateSelectionFromCoords(0, 34, 0, 34);
      const start = performance.now();
      make.paste(0, 34, text);
      requestAnimationFrame(() => requestAnimationFrame(() => {
        const took = performance.now() - start;
        if (make.getValueFromCoords(19, 34 + rows - 1) !== '40.818456') throw new Error('not pasted');
        done(took);
      }));
    }));
  }), [block, rows]));
}
await browser.close();
const shown = median(own.shown), other = median(theirs), round = v => Math.round(v);
console.log(JSON.stringify({ cells: rows * 20, runs: Number(runs), shown_ms: round(shown), judged_ms: round(median(own.judged)), peer_shown_ms: round(other), ratio: Number((other / shown).toFixed(1)) }));
