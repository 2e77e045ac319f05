// Walks through every page of a running demo in Chromium: main paths, accessibility, content policy, small screens.
// usage: node run.mjs ADDRESS WORK_FOLDER [PICTURES_FOLDER]
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const [address, work, pictures] = process.argv.slice(2);
const require = createRequire(path.join(process.env.JUNHENG_BROWSER_MODULES || import.meta.dirname, 'package.json'));
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const county = '/c/150121';
let passed = 0;
const failed = [];

const browser = await chromium.launch({ executablePath: process.env.JUNHENG_CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--font-render-hinting=none'] });
async function context(size = { width: 1366, height: 768 }) {
  const made = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true, bypassCSP: false });
  const page = await made.newPage();
  page.problems = [];
  page.on('console', m => { if (m.type() === 'error' && !/status of 4\d\d/.test(m.text())) page.problems.push(m.text()); });
  page.on('pageerror', e => page.problems.push(String(e)));
  page.setDefaultTimeout(60000);
  return page;
}
async function test(name, run) {
  try { await run(); passed += 1; console.log(`ok      ${name}`); } catch (e) { failed.push(name); console.log(`FAILED  ${name}: ${String(e.message || e).slice(0, 1500)}`); }
}
function demand(fact, words) { if (!fact) throw new Error(words); }
async function login(page, name) {
  await page.goto(`${address}/login`);
  await page.fill('#name', name);
  await page.fill('#password', 'yanshi-2021');
  await page.click('form button.btn-primary');
  await page.waitForURL(u => !u.pathname.startsWith('/login'));
}
// axe runs in its own world, so that the page's content policy stays in force
async function accessible(page) {
  const client = await page.context().newCDPSession(page);
  const { frameTree } = await client.send('Page.getFrameTree');
  const { executionContextId } = await client.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
  await client.send('Runtime.evaluate', { expression: axe, contextId: executionContextId });
  const { result } = await client.send('Runtime.evaluate', { expression: `axe.run(document, { resultTypes: ['violations'] }).then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + (n.any[0] ? n.any[0].message : '')).join(' | '))))`, awaitPromise: true, returnByValue: true, contextId: executionContextId });
  await client.detach();
  const violations = JSON.parse(result.value);
  demand(violations.length === 0, 'axe: ' + violations.join('\n'));
}
async function sound(page, words) {
  await accessible(page);
  demand(page.problems.length === 0, `${words}: ${page.problems.join('; ')}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  demand(wide <= 1, `${words}: the page is ${wide} px wider than the screen`);
}
async function picture(page, name, full = false) {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: full });
}

const page = await context();
await test('sign-in: wrong, then right', async () => {
  await page.goto(`${address}/login`);
  await sound(page, 'login');
  await picture(page, 'workbench-login');
  await page.fill('#name', 'guihua'); await page.fill('#password', 'nonsense'); await page.click('form button.btn-primary');
  demand((await page.textContent('#problem')).includes('不对'), 'no word of the wrong password');
  await login(page, 'guihua');
  demand(page.url().endsWith(county), page.url());
});
await test('desk', async () => {
  await page.goto(address + county);
  demand(await page.locator('.tile').count() === 5, 'five tiles');
  await sound(page, 'desk'); await picture(page, 'workbench-desk');
});
await test('the keyboard reaches the content', async () => {
  await page.goto(address + county);
  await page.keyboard.press('Tab');
  demand(await page.evaluate(() => document.activeElement.className) === 'skip-link', 'the first stop is the skip link');
  await page.keyboard.press('Enter');
  demand((await page.evaluate(() => location.hash)) === '#main', 'the skip link leads to the content');
});
await test('schools: search, filter, order', async () => {
  await page.goto(address + county + '/schools');
  const all = await page.locator('#rows tbody tr').count();
  demand(all > 5, `${all} rows`);
  await sound(page, 'schools'); await picture(page, 'workbench-schools');
  await page.fill('#q', '小学');
  await page.waitForFunction(n => document.querySelectorAll('#rows tbody tr').length < n, all);
  demand(page.url().includes('q='), 'the search stands in the address');
  await page.click('.sorter:has-text("在校生")');
  await page.waitForSelector('th[aria-sort=descending]');
  await page.goto(address + county + '/schools?q=没有这样的学校');
  demand((await page.textContent('#rows')).includes('没有符合条件'), 'says that nothing fits');
  await sound(page, 'empty');
});
await test('school: forecast, gap opened down to clause and cell', async () => {
  await page.goto(address + county + '/schools?sort=short');
  await page.click('#rows tbody tr th a');
  await page.waitForSelector('.js-chart[data-drawn] canvas');
  await page.waitForSelector('.leaflet-container');
  await picture(page, 'workbench-school');
  await page.locator('.gap > summary').first().click();
  await page.waitForSelector('.trace .step-require cite');
  demand((await page.locator('.step-cells code').first().textContent()).includes('!'), 'a cell is named');
  await sound(page, 'school');
  await page.locator('.gap[open]').scrollIntoViewIfNeeded(); await page.evaluate(() => scrollBy(0, 200)); await picture(page, 'workbench-trace');
});
await test('needs', async () => {
  await page.goto(address + county + '/needs');
  await page.waitForSelector('.js-chart[data-drawn] canvas');
  await sound(page, 'needs'); await picture(page, 'workbench-needs');
  await page.locator('#heat').scrollIntoViewIfNeeded(); await page.evaluate(() => document.querySelector('#heat').scrollIntoView()); await picture(page, 'workbench-heat');
});
await test('plan: optimise with progress', async () => {
  await page.goto(address + county + '/plan');
  await sound(page, 'plan before');
  await page.click('button:has-text("优化编制")');
  await page.waitForSelector('#job.job-done, #rows, .programme', { timeout: 180000 });
  await page.waitForSelector('.programme', { timeout: 180000 });
  await page.goto(address + county + '/plan');
  demand(await page.locator('.programme tbody tr').count() > 3, 'projects are listed');
  await sound(page, 'plan'); await picture(page, 'workbench-plan');
});
await test('findings', async () => {
  await page.goto(address + county + '/findings');
  await sound(page, 'findings'); await picture(page, 'workbench-findings');
});
await test('papers: made and downloaded', async () => {
  await page.goto(address + county + '/papers');
  await sound(page, 'papers before');
  await page.click('button:has-text("生成成果文件")');
  await page.waitForSelector('a[download]', { timeout: 180000 });
  await page.goto(address + county + '/papers');
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('a[download]').first().click()]);
  demand(fs.statSync(await file.path()).size > 2000, 'the file has content');
  await sound(page, 'papers'); await picture(page, 'workbench-papers');
});
await test('import: a good workbook, and one with bad cells shown where they stand', async () => {
  await page.goto(address + county + '/import');
  await sound(page, 'import');
  const [saved] = await Promise.all([page.waitForEvent('download'), page.goto(address + county + '/schools.xlsx').catch(() => {})]);
  const good = path.join(work, 'good.xlsx'); await saved.saveAs(good);
  await page.goto(address + county + '/import');
  await page.setInputFiles('#file', good); await page.click('button:has-text("上传并检查")');
  await page.waitForSelector('#import-result', { timeout: 180000 });
  demand((await page.textContent('#result-title')).includes('已导入'), await page.textContent('#result'));
  const bad = path.join(work, '学校基本情况.csv');
  fs.writeFileSync(bad, '学校编号,学校名称,办学类型,举办者,城乡分类,经度,纬度\n2115920001,第一小学,不存在的类型,教育部门,镇中心区,111.1,40.5\n2115920001,,小学,教育部门,镇中心区,11x,40.6\n2115920003,第三小学,小学,教育部门,村庄,,40.7\n');
  await page.goto(address + county + '/import');
  await page.setInputFiles('#file', bad); await page.click('button:has-text("上传并检查")');
  await page.waitForSelector('#import-result, .job-failed', { timeout: 180000 });
  await sound(page, 'import result'); await picture(page, 'workbench-import');
});
await test('English, and errors in words', async () => {
  await page.goto(address + county);
  await page.click('button[value=en]');
  await page.waitForSelector('html[lang=en]');
  demand((await page.textContent('h1')).includes('desk'), 'the desk speaks English');
  await sound(page, 'English');
  await page.click('button[value=zh-CN]');
  await page.waitForSelector('html[lang=zh-CN]');
  await page.goto(address + county + '/nothing');
  demand((await page.textContent('h1')).includes('没有这个页面'), 'says what is wrong');
  await sound(page, 'error');
});
await test('a phone', async () => {
  const phone = await context({ width: 390, height: 844 });
  await login(phone, 'guihua');
  for (const [where, name] of [['', 'desk'], ['/schools', 'schools'], ['/needs', 'needs'], ['/plan', 'plan'], ['/findings', 'findings'], ['/papers', 'papers']]) {
    await phone.goto(address + county + where);
    await sound(phone, `phone ${name}`);
    if (name === 'desk') await picture(phone, 'workbench-phone');
  }
  await phone.context().close();
});
await test('another county and another role see nothing of it', async () => {
  const other = await context();
  await login(other, 'guihua2');
  for (const where of ['', '/schools', '/needs', '/plan', '/findings', '/papers', '/import']) {
    const reply = await other.goto(address + county + where);
    demand(reply.status() === 404, `${where}: ${reply.status()}`);
  }
  await other.context().close();
});
await test('account, and out', async () => {
  await page.goto(`${address}/account`);
  await sound(page, 'account');
  await page.click('.menu summary'); await page.click('.menu button');
  await page.waitForURL(/login/);
  const reply = await page.goto(address + county);
  demand(page.url().includes('/login'), `${reply.status()} ${page.url()}`);
});
await browser.close();
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
