// What every walk in a browser needs: a page that reports its problems, signing in, accessibility by axe, pictures for the guide.
// A walk is run as: node WALK.mjs ADDRESS WORK_FOLDER [PICTURES_FOLDER]
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

export const [address, work, pictures] = process.argv.slice(2);
const require = createRequire(path.join(process.env.JUNHENG_BROWSER_MODULES || import.meta.dirname, 'package.json'));
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
export const county = '/c/150121';
let passed = 0;
const failed = [];

const browser = await chromium.launch({ executablePath: process.env.JUNHENG_CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--font-render-hinting=none'] });
export async function context(size = { width: 1366, height: 768 }) {
  const made = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true, bypassCSP: false });
  const page = await made.newPage();
  page.problems = [];
  page.on('console', m => { if (m.type() === 'error' && !/status of 4\d\d/.test(m.text())) page.problems.push(m.text()); });
  page.on('pageerror', e => page.problems.push(String(e)));
  page.setDefaultTimeout(120000);
  return page;
}
export async function test(name, run) {
  try { await run(); passed += 1; console.log(`ok      ${name}`); } catch (e) { failed.push(name); console.log(`FAILED  ${name}: ${String(e.message || e).slice(0, 1500)}`); }
}
export function demand(fact, words) { if (!fact) throw new Error(words); }
export async function login(page, name) {
  await page.goto(`${address}/login`);
  await page.fill('#name', name);
  await page.fill('#password', 'yanshi-2021');
  await page.click('form button.btn-primary');
  await page.waitForURL(u => !u.pathname.startsWith('/login'));
}
// axe runs in its own world, so that the page's content policy stays in force
export async function accessible(page) {
  const client = await page.context().newCDPSession(page);
  const { frameTree } = await client.send('Page.getFrameTree');
  const { executionContextId } = await client.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
  await client.send('Runtime.evaluate', { expression: axe, contextId: executionContextId });
  const { result } = await client.send('Runtime.evaluate', { expression: `axe.run(document, { resultTypes: ['violations'] }).then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + (n.any[0] ? n.any[0].message : '')).join(' | '))))`, awaitPromise: true, returnByValue: true, contextId: executionContextId });
  await client.detach();
  const violations = JSON.parse(result.value);
  demand(violations.length === 0, 'axe: ' + violations.join('\n'));
}
export async function sound(page, words) {
  await accessible(page);
  demand(page.problems.length === 0, `${words}: ${page.problems.join('; ')}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  demand(wide <= 1, `${words}: the page is ${wide} px wider than the screen`);
}
export async function picture(page, name, full = false) {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: full });
}
export async function end() {
  await browser.close();
  console.log(`${passed} passed, ${failed.length} failed`);
  process.exit(failed.length ? 1 : 0);
}
