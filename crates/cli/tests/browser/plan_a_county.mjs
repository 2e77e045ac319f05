// The main path: sign in, look at schools and needs, optimise, papers, import; small screens; another county's planner sees nothing.
import fs from 'node:fs';
import path from 'node:path';
import { address, context, county, demand, end, login, picture, sound, test, work } from './tools.mjs';

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
await end();
