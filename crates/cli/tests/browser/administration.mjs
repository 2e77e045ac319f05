// A real site from an empty folder: first use, regions, accounts and rights by two hands, a planner who signs in and imports; then
// deadlines, packs, audit trail, health and overview.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { address, context, demand, end, picture, sound, test, work } from './tools.mjs';

const token = process.env.JUNHENG_FIRST;
const strong = 'Caoyuan-2021-Lv';
const secrets = {};

// RFC 6238 from its text, so that the test shares nothing with the program
function code(secret, at = Date.now()) {
  const bits = [...secret].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)));
  const step = Buffer.alloc(8); step.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const mac = crypto.createHmac('sha1', key).update(step).digest();
  const from = mac[19] & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1000000).padStart(6, '0');
}
// each step counts once: the next one is waited for
const used = {};
async function fresh(page, name) {
  while (used[name] === Math.floor(Date.now() / 30000)) await page.waitForTimeout(500);
  used[name] = Math.floor(Date.now() / 30000);
  return code(secrets[name]);
}
async function enter(page, name, password) {
  await page.goto(`${address}/login`);
  await page.fill('#name', name); await page.fill('#password', password); await page.click('form button.btn-primary');
  if (secrets[name]) { await page.waitForSelector('#code'); await page.fill('#code', await fresh(page, name)); await page.click('form button.btn-primary'); }
  await page.waitForURL(u => !u.pathname.startsWith('/login'));
}
async function changeFirst(page, name, first) {
  await enter(page, name, first);
  await page.goto(`${address}/account`);
  await page.fill('#old', first); await page.fill('#new', strong); await page.fill('#again', strong); await page.click('form[action="/account/password"] button');
  await page.waitForURL('**/login');
}
async function secondFactor(page, name) {
  await page.goto(`${address}/account`);
  await page.click('form[action="/account/totp"] button');
  const secret = (await page.textContent('code.secret')).trim();
  secrets[name] = secret; await page.fill('#code', code(secret)); await page.click('form[action="/account/totp"] button.btn-primary');
  await page.waitForSelector('.codes');
  const codes = await page.locator('.codes code').allTextContents();
  demand(codes.length === 10, `${codes.length} recovery codes`);
  return codes;
}
async function stepUp(page, name) {
  await page.goto(`${address}/account/step-up?back=/admin`);
  await page.fill('#code', await fresh(page, name)); await page.click('form[action="/account/step-up"] button.btn-primary');
  await page.waitForURL(u => !u.pathname.includes('step-up'));
}

const page = await context();
const given = {};
await test('first use: a region and three administrators', async () => {
  await page.goto(`${address}/first?token=${token}`);
  await sound(page, 'first use'); await picture(page, 'admin-first', true);
  await page.selectOption('#region', '150100');
  for (const [id, value] of [['name', 'anquan'], ['person', '林静'], ['password', strong], ['again', strong], ['system_name', 'xitong'], ['system_person', '高翔'], ['audit_name', 'anquan'], ['audit_person', '何文']]) await page.fill('#' + id, value);
  await page.click('form button.btn-primary');
  demand((await page.textContent('#problem')).includes('三名管理员'), 'two administrators of one name are refused');
  await page.fill('#audit_name', 'shenji'); await page.fill('#password', strong); await page.fill('#again', strong);
  await page.click('form button.btn-primary');
  await page.waitForSelector('.numbered');
  for (const row of await page.locator('tbody tr').all()) given[(await row.locator('th').textContent()).trim()] = (await row.locator('code').textContent()).trim();
  demand(Object.keys(given).join() === 'xitong,shenji', Object.keys(given).join());
  await sound(page, 'first use done'); await picture(page, 'admin-first-done', true);
  await page.goto(`${address}/first?token=${token}`);
  demand(page.url().endsWith('/login'), 'the token counts once');
});
let planner = '';
await test('the system administrator changes the first password, keeps regions, opens accounts without rights', async () => {
  await changeFirst(page, 'xitong', given.xitong);
  await enter(page, 'xitong', strong);
  await page.goto(`${address}/admin/regions`);
  demand(await page.locator('tbody tr').count() > 8, 'the city and its counties are there');
  await page.fill('#text', '代码,名称,级别\n150199,某某,县级\n15019,错码,县级'); await page.click('form[action="/admin/regions/list"] button');
  demand((await page.textContent('[role=alert]')).includes('第 3 行'), 'the wrong row is named');
  const list = path.join(work, '区划.csv'); fs.writeFileSync(list, '代码,名称,级别,上级\n15K1Z1,新区管委会,开发区,150100\n');
  await page.setInputFiles('#file', list); await page.click('form[action="/admin/regions/file"] button');
  await page.waitForSelector('#outcome .note-good');
  await page.goto(`${address}/admin/regions`);
  demand((await page.textContent('main')).includes('新区管委会'), 'the imported zone is listed');
  await sound(page, 'regions'); await picture(page, 'admin-regions');
  await page.goto(`${address}/admin/accounts/new`);
  await sound(page, 'open accounts');
  await page.fill('#text', '账户名\t姓名\t区划\t部门\t岗位\nwangxm\t王晓梅\t150121\t教育\t规划员\nlijg\t李建国\t150121\t教育\t会签人\nwulan\t乌兰\t150100\t教育\t审核人\nchenzy\t陈志远\t不存在的县\t教育\t规划员');
  await picture(page, 'admin-open');
  await page.click('form[action="/admin/accounts/list"] button');
  demand((await page.textContent('#problems')).includes('第 5 行'), 'the wrong row is named');
  await page.fill('#text', (await page.inputValue('#text')).replace('不存在的县', '托克托县'));
  await page.click('form[action="/admin/accounts/list"] button');
  await page.waitForSelector('code.secret');
  demand(await page.locator('tbody tr').count() === 4, 'four accounts');
  for (const row of await page.locator('tbody tr').all()) given[(await row.locator('th').textContent()).trim()] = (await row.locator('code').textContent()).trim();
  await sound(page, 'opened'); await picture(page, 'admin-opened');
  await page.goto(`${address}/admin/accounts`);
  demand(await page.locator('button:has-text("批准")').count() === 0, 'whoever opens accounts gives no rights');
});
await test('the security administrator sets a second factor and gives the rights', async () => {
  await enter(page, 'anquan', strong);
  const codes = await secondFactor(page, 'anquan');
  await picture(page, 'admin-codes');
  await enter(page, 'anquan', strong);
  // a recovery code opens the door too, once
  await page.goto(`${address}/login`); await page.fill('#name', 'anquan'); await page.fill('#password', strong); await page.click('form button.btn-primary');
  await page.waitForSelector('#code'); await page.fill('#code', codes[0].toLowerCase()); await page.click('form button.btn-primary');
  await page.waitForURL(u => !u.pathname.startsWith('/login'));
  await stepUp(page, 'anquan');
  await page.goto(`${address}/admin/accounts?waiting=1`);
  demand(await page.locator('input[name=id]').count() === 4, 'four wait');
  await sound(page, 'waiting'); await picture(page, 'admin-waiting');
  await page.click('button:has-text("批准所选")');
  await page.waitForSelector('.note-good');
  await page.goto(`${address}/admin/accounts?q=wangxm`);
  await page.click('tbody th a');
  planner = page.url();
  demand((await page.textContent('main')).includes('规划员'), 'the role is there');
  await sound(page, 'account'); await picture(page, 'admin-account');
  await page.goto(`${address}/admin/accounts/new`);
  demand((await page.textContent('h1')).includes('没有这项权限'), 'whoever gives rights opens no accounts');
});
const other = await context();
await test('a planner signs in, sets a second factor, imports a workbook', async () => {
  await changeFirst(other, 'wangxm', given.wangxm);
  await enter(other, 'wangxm', strong);
  demand(other.url().endsWith('/c/150121'), other.url());
  await secondFactor(other, 'wangxm');
  await enter(other, 'wangxm', strong);
  await other.goto(`${address}/c/150121/import`);
  await other.setInputFiles('#file', process.env.JUNHENG_WORKBOOK); await other.click('button:has-text("上传并检查")');
  await other.waitForSelector('#import-result', { timeout: 240000 });
  demand((await other.textContent('#result-title')).includes('已导入'), await other.textContent('#import-result'));
  await other.goto(`${address}/c/150122`);
  demand((await other.textContent('h1')).includes('没有这个页面'), 'the other county is not there');
});
await test('rights taken away count at the next request', async () => {
  await page.goto(planner); await page.click('form[action$="/do/lock"] button'); await page.waitForSelector('.note-good');
  await other.goto(`${address}/c/150121`);
  demand(other.url().includes('/login'), 'the session is over');
  await page.click('form[action$="/do/unlock"] button'); await page.waitForSelector('.note-good');
});
await test('those above see their counties at a glance', async () => {
  const above = await context();
  await changeFirst(above, 'wulan', given.wulan);
  await enter(above, 'wulan', strong);
  demand(above.url().endsWith('/overview'), above.url());
  demand((await above.textContent('.lead')).includes('1 个已有数据'), await above.textContent('.lead'));
  await above.waitForFunction(() => !document.querySelector('#rows[hx-trigger]'), null, { timeout: 120000 });
  await sound(above, 'overview'); await picture(above, 'admin-overview');
  const [file] = await Promise.all([above.waitForEvent('download'), above.click('a[href="/overview.xlsx"]')]);
  demand(fs.statSync(await file.path()).size > 2000, 'the workbook has content');
  await above.goto(`${address}/admin/cycles`); await sound(above, 'cycles'); await picture(above, 'admin-cycles');
  await above.goto(`${address}/admin/packs?q=大班额`); await sound(above, 'packs'); await picture(above, 'admin-packs');
  await above.locator('tbody th small a').first().click(); await sound(above, 'explain');
  await above.goto(`${address}/admin/packs/compare?region=150100&one=national@1&two=hohhot-notice-2021@1`); await sound(above, 'compare');
  for (const where of ['/overview', '/admin/cycles', '/admin/packs?q=大班额']) {
    await above.setViewportSize({ width: 390, height: 844 });
    await above.goto(address + where); await sound(above, `phone ${where}`);
  }
  await above.context().close();
});
await test('the audit administrator reads, proves and verifies the trail', async () => {
  const audit = await context();
  await changeFirst(audit, 'shenji', given.shenji);
  await enter(audit, 'shenji', strong);
  await audit.goto(`${address}/admin/audit?kind=account.`);
  demand(await audit.locator('tbody tr').count() > 5, 'entries are listed');
  await sound(audit, 'audit'); await picture(audit, 'admin-audit');
  await audit.locator('tbody th a').first().click();
  demand((await audit.textContent('main')).includes('已证明'), 'the entry is proved');
  await sound(audit, 'entry');
  await audit.goto(`${address}/admin/audit`);
  await audit.click('form[action="/admin/audit/checkpoint"] button'); await audit.waitForSelector('.note-good');
  await audit.click('form[action="/admin/audit/verify"] button');
  demand((await audit.textContent('#verified')).includes('校验通过'), await audit.textContent('#verified'));
  await sound(audit, 'verified'); await picture(audit, 'admin-verified');
  await audit.click('button[value=en]'); await audit.waitForSelector('html[lang=en]');
  await audit.goto(`${address}/admin/audit`); await sound(audit, 'audit in English');
  await audit.context().close();
});
await test('system health, and a backup that is checked', async () => {
  await enter(page, 'xitong', strong);
  await secondFactor(page, 'xitong'); await enter(page, 'xitong', strong);
  await stepUp(page, 'xitong');
  await page.goto(`${address}/admin/health`);
  await page.click('form[action="/admin/health/backup"] button');
  for (let n = 0; n < 60 && await page.locator('#backups-title ~ .table-wrap tbody tr').count() === 0; n += 1) { await page.waitForTimeout(1000); await page.goto(`${address}/admin/health`); }
  await page.goto(`${address}/admin/health`);
  demand(await page.locator('section:has(#backups-title) tbody tr').count() === 1, 'the backup is listed');
  await sound(page, 'health'); await picture(page, 'admin-health');
  await page.setViewportSize({ width: 390, height: 844 });
  for (const where of ['/admin/health', '/admin/accounts', '/admin/regions', '/admin/accounts/new']) { await page.goto(address + where); await sound(page, `phone ${where}`); }
});
await end();
