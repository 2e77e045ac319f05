// School data edited in the grid: keyboard, paste from a spreadsheet, errors in place, undo, two people at once, a lost session; forms without a script.
import { accessible, address, context, county, demand, end, login, picture, sound, test } from './tools.mjs';

const page = await context(); page.setDefaultTimeout(120000);
await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
await login(page, 'guihua');
async function open(page, query = '?table=enrolment') {
  await page.goto(`${address}${county}/schools/grid${query}`);
  await page.waitForSelector('#grid[data-ready]');
}
const at = (r, c) => page.locator(`#g-${r}-${c}`);
const text = async (r, c) => (await at(r, c).textContent()) || '';
const state = () => page.textContent('#grid-state');
async function paste(page, words) {
  await page.evaluate(text => {
    const data = new DataTransfer(); data.setData('text/plain', text);
    document.querySelector('.grid-editor').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, words);
}
const judged = () => page.waitForFunction(() => !/正在|Checking/.test(document.querySelector('#grid-state').textContent));

await test('a table is shown, accessible, with its first columns in view', async () => {
  await open(page);
  demand(await page.locator('[role=grid]').count() === 1, 'one grid');
  demand(Number(await page.getAttribute('#grid-table', 'aria-rowcount')) > 5, 'rows are counted');
  await at(0, 2).click();
  await sound(page, 'grid');
  await picture(page, 'workbench-grid');
});
await test('keys: move, extend, type, take back', async () => {
  await at(0, 2).click();
  const was = await text(0, 2);
  await page.keyboard.press('ArrowDown'); await page.keyboard.press('ArrowRight'); await page.keyboard.press('Shift+ArrowDown');
  demand(await page.locator('.is-at').getAttribute('id') === 'g-2-3', 'the cell moved');
  demand((await page.locator('.is-in').count()) === 2, 'two cells are chosen');
  await at(0, 2).click(); await page.keyboard.type('５1'); await page.keyboard.press('Enter');
  await judged();
  demand(await text(0, 2) === '51', `full-width digits are read: ${await text(0, 2)}`);
  demand((await page.locator('.is-at').getAttribute('id')) === 'g-1-2', 'Enter goes down');
  await page.keyboard.press('Control+z');
  demand(await text(0, 2) === was, 'undone');
  await page.keyboard.press('Control+y'); await judged();
  demand(await text(0, 2) === '51', 'redone');
  await page.keyboard.press('Control+z');
  await at(0, 2).click(); await page.keyboard.press('F2'); await page.keyboard.type('9'); await page.keyboard.press('Escape');
  demand(await text(0, 2) === was, 'Escape keeps what was');
  await at(1, 2).click(); await page.keyboard.press('Control+d');
  demand(await text(1, 2) === was, 'filled down');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape'); await page.keyboard.press('Tab');
  demand(!(await page.evaluate(() => document.activeElement.classList.contains('grid-editor'))), 'Escape and Tab leave the grid');
});
await test('a block from a spreadsheet: quotes, full width, an error in place', async () => {
  await at(0, 2).click();
  await paste(page, '40\t"20"\t1\t0\r\n４２\t约二十\t1\t0\r\n');
  await judged();
  demand(await text(1, 2) === '42', 'a full-width number is read');
  demand((await at(1, 3).getAttribute('class')).includes('is-error'), 'words in a number are an error');
  demand(await page.locator('#grid-next').isVisible(), 'the way to the next error is offered');
  await page.click('#grid-next');
  demand((await page.textContent('#grid-cell')).includes('约二十'), 'the message names the value');
  await accessible(page); await picture(page, 'workbench-grid-error');
  await page.fill('#grid-why', '按统计报表核实'); await page.click('#grid-do');
  await page.waitForSelector('#grid-banner');
  demand((await page.textContent('#grid-banner')).includes('不能保存'), 'nothing is saved with an error in it');
  await page.click('#grid-discard'); await page.waitForSelector('#grid[data-ready]');
});
await test('saved with a reason, and kept in the history', async () => {
  await open(page);
  await at(0, 3).click(); const was = Number(await text(0, 3));
  await page.keyboard.type(String(was - 1)); await page.keyboard.press('Enter'); await judged();
  await page.click('#grid-do');
  demand((await page.textContent('#grid-banner')).includes('事由'), 'a reason is asked for');
  await page.fill('#grid-why', '按统计报表核实'); await page.click('#grid-do');
  await page.waitForSelector('#grid-banner.note-good');
  demand(Number(await text(0, 3)) === was - 1, 'the value is there');
  const id = await text(0, 0);
  await page.goto(`${address}${county}/school/${id}/history`);
  demand((await page.textContent('main')).includes('按统计报表核实'), 'the history says why');
  await sound(page, 'history'); await picture(page, 'workbench-school-history');
});
await test('two people: other cells merge, the same cell is asked about', async () => {
  const other = await context(); await login(other, 'guihua');
  await open(page, '?table=rooms'); await open(other, '?table=rooms');
  const change = async (who, r, c, value) => { await who.locator(`#g-${r}-${c}`).click(); await who.keyboard.type(value); await who.keyboard.press('Enter'); await who.waitForTimeout(700); };
  const land = Number(await text(0, 2));
  await change(other, 0, 2, String(land + 10)); await other.fill('#grid-why', '他人更正'); await other.click('#grid-do'); await other.waitForSelector('#grid-banner.note-good');
  await change(page, 0, 2, String(land + 20));
  await page.waitForSelector('#grid-conflicts button');
  const said = await page.textContent('#grid-conflicts');
  demand(said.includes(String(land + 10)) && said.includes(String(land + 20)), `both values are shown: ${said}`);
  await accessible(page); await picture(page, 'workbench-grid-conflict');
  await page.click('#grid-conflicts button');
  await judged();
  await page.fill('#grid-why', '以实测为准'); await page.click('#grid-do'); await page.waitForSelector('#grid-banner.note-good');
  demand(Number(await text(0, 2)) === land + 20, 'the chosen value is kept');
  await other.context().close();
});
await test('a lost session loses nothing', async () => {
  await open(page, '?table=equipment');
  await at(0, 3).click(); await page.keyboard.type('7'); await page.keyboard.press('Enter'); await page.waitForTimeout(600);
  await page.context().clearCookies();
  await page.fill('#grid-why', '补报'); await page.click('#grid-do');
  await page.waitForSelector('#grid-banner a');
  await page.click('#grid-banner a');
  await page.fill('#name', 'guihua'); await page.fill('#password', 'yanshi-2021'); await page.click('form button.btn-primary');
  await page.waitForSelector('#grid[data-ready]');
  demand(await text(0, 3) === '7' && await page.inputValue('#grid-why') === '补报', 'what was typed is there again');
  demand((await page.textContent('#grid-banner')).includes('已恢复'), 'and said so');
  await page.click('#grid-discard'); await page.waitForSelector('#grid-banner.note-good');
});
await test('a budget line is added in 万元 and taken away', async () => {
  await open(page, '?table=budgets');
  await page.click('#grid-add');
  const last = Number(await page.getAttribute('#grid-table', 'aria-rowcount')) - 2;
  await paste(page, '2024\t其他财政资金\t1,250.50\t专项补助');
  await judged();
  demand(await text(last, 2) === '1250.5', await text(last, 2));
  await page.fill('#grid-why', '新增专项'); await page.click('#grid-do'); await page.waitForSelector('#grid-banner.note-good');
  await page.goto(`${address}${county}/schools/grid?table=budgets`); await page.waitForSelector('#grid[data-ready]');
  demand((await page.textContent('#grid')).includes('专项补助'), 'the line is kept');
});
await test('hostile text stays text', async () => {
  await open(page, '?table=schools');
  const column = await page.evaluate(() => document.getElementById('grid').sheet.cols.findIndex(c => c.key === 'remark'));
  await page.evaluate(c => { const s = document.getElementById('grid').sheet; s.go(0, c); s.focus(); }, column);
  await paste(page, '=cmd|"/c calc"!A1<img src=x onerror=alert(1)>\ud800 NaN');
  await judged();
  demand((await text(0, column)).startsWith('=cmd|') && await page.locator('#grid img').count() === 0, 'shown as it is');
  await page.click('#grid-discard'); await page.waitForSelector('#grid-banner.note-good');
  await paste(page, Array.from({ length: 20000 }, (_, n) => `第${n}行的一段说明文字，用来凑成一兆字节的粘贴内容`).join('\n'));
  await judged();
  demand((await page.textContent('#grid-state')).length > 0, 'a megabyte is taken');
  await page.click('#grid-discard'); await page.waitForSelector('#grid-banner.note-good');
});
await test('without a script: a school is edited in forms', async () => {
  const browserless = await page.context().browser().newContext({ javaScriptEnabled: false, locale: 'zh-CN', viewport: { width: 1366, height: 768 } });
  const plain = await browserless.newPage();
  await login(plain, 'guihua');
  await plain.goto(`${address}${county}/school/2115920001/edit`);
  await plain.fill('[name="v.remark"]', '旗直属<b>'); await plain.fill('#why', '补充备注'); await plain.click('form.edit-form button.btn-primary');
  demand((await plain.textContent('main')).includes('已保存'), 'kept');
  await browserless.close();
  await page.goto(`${address}${county}/school/2115920001/edit`);
  await sound(page, 'edit'); await picture(page, 'workbench-school-edit');
  await page.goto(`${address}${county}/school/2115920001/close`); await sound(page, 'close');
  await page.goto(`${address}${county}/schools/new`); await sound(page, 'new');
});
await test('English, and a phone', async () => {
  await open(page);
  await page.click('button[lang=en]');
  await page.waitForSelector('#grid[data-ready]');
  demand((await page.textContent('h1')) === 'Edit school data', 'English'); await sound(page, 'English');
  const phone = await context({ width: 390, height: 844 });
  await login(phone, 'guihua');
  await open(phone); await sound(phone, 'phone'); await picture(phone, 'phone-grid');
  await phone.goto(`${address}${county}/school/2115920001/edit`); await sound(phone, 'phone edit');
});
await end();
