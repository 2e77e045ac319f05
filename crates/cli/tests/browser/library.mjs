// The library: upload with progress, pages in the viewer, search with the page of the hit, evidence, versions, report, take-down; another county sees nothing.
import fs from 'node:fs';
import path from 'node:path';
import { address, context, county, demand, end, login, picture, sound, test, work } from './tools.mjs';

// a PDF of some pages in a Chinese font that is not embedded
function pdf(pages, extra = '') {
  const hex = text => Array.from(text).map(c => c.codePointAt(0).toString(16).padStart(4, '0')).join('');
  const objects = [`<</Type/Catalog/Pages 2 0 R${extra}>>`, ''];
  const font = '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor 4 0 R>>]>>';
  objects.push(font, '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/Ascent 880/Descent -120/ItalicAngle 0/CapHeight 880/StemV 80/FontBBox[0 -200 1000 900]>>');
  const kids = [];
  for (const lines of pages) {
    const content = 'BT /F 16 Tf 28 TL 72 740 Td ' + lines.map(l => `<${hex(l)}> Tj T*`).join(' ') + ' ET';
    objects.push(`<</Length ${content.length}>>stream\n${content}\nendstream`);
    objects.push(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents ${objects.length} 0 R>>`);
    kids.push(`${objects.length} 0 R`);
  }
  objects[1] = `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${kids.length}>>`;
  let out = '%PDF-1.7\n';
  const places = objects.map((o, i) => { const at = out.length; out += `${i + 1} 0 obj\n${o}\nendobj\n`; return at; });
  const start = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n` + places.map(p => `${String(p).padStart(10, '0')} 00000 n \n`).join('') + `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`;
  return Buffer.from(out, 'latin1');
}
const file = (name, bytes) => { const at = path.join(work, name); fs.writeFileSync(at, bytes); return at; };
const opinion = file('义务教育薄弱环节改善意见.pdf', pdf([
  ['关于义务教育薄弱环节改善与能力提升', '工作的实施意见', '一、总体要求', '坚持新建与改扩建并举。'],
  ['二、重点任务', '消除大班额，改善寄宿制学校条件。', '学生宿舍生均面积不低于三平方米。'],
  ['三、保障措施', '地方政府落实主体责任。']], '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>'));
const second = file('义务教育薄弱环节改善意见（修订）.pdf', pdf([['修订后的实施意见', '增加教学点取暖一节。']]));
const list = file('学生名单.csv', '姓名,证件\n王某,11010519491231002X\n');
const photo = file('宿舍现状.png', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxAADAAwAAgoAAQHzg5kAAAAASUVORK5CYII=', 'base64'));

const page = await context();
let href = '';
await login(page, 'guihua');
await test('an empty library says so', async () => {
  await page.goto(address + county + '/library');
  demand((await page.textContent('.lib-list')).includes('还没有资料'), 'no word that it is empty');
  await sound(page, 'empty library');
});
await test('upload: several files, each with its answer; identity numbers are stopped', async () => {
  await page.goto(address + county + '/library');
  await page.setInputFiles('#lib-file', [opinion, list, photo]);
  await page.fill('.js-upload input[name=number]', '教财〔2021〕3号');
  await page.fill('.js-upload input[name=office]', '教育部');
  await page.fill('.js-upload input[name=year]', '2021');
  await page.fill('.js-upload input[name=tags]', '改薄 能力提升');
  await page.selectOption('.js-upload select[name=audience]', 'region');
  await page.click('.js-upload button.btn-primary');
  await page.waitForFunction(() => document.querySelectorAll('.lib-uploads li.good, .lib-uploads li.bad').length === 3);
  const told = await page.locator('.lib-uploads li').allTextContents();
  demand(told[0].includes('已保存') && told[0].includes('脚本'), told[0]);
  demand(told[1].includes('1 个公民身份号码') && told[1].includes('p1:2'), told[1]);
  demand(told[2].includes('已保存'), told[2]);
  href = await page.locator('.lib-uploads li.good a').first().getAttribute('href');
  await sound(page, 'upload');
  await page.locator('#upload').scrollIntoViewIfNeeded(); await picture(page, 'library-upload');
});
await test('the list, its filters, another language', async () => {
  await page.goto(address + county + '/library');
  demand(await page.locator('.lib-table tbody tr').count() === 2, 'two documents');
  await sound(page, 'list'); await picture(page, 'library-list');
  await page.goto(`${address}${county}/library?number=${encodeURIComponent('教财[2021] 3 号')}&tag=${encodeURIComponent('改薄')}`);
  demand(await page.locator('.lib-table tbody tr').count() === 2, 'the number in other brackets');
  await page.goto(`${address}${county}/library?year=2019`);
  demand((await page.textContent('.lib-list')).includes('还没有资料'), 'no document of 2019');
  await page.click('button[name=lang]');
  await page.goto(address + county + '/library');
  demand((await page.textContent('h1')) === 'Library', 'English');
  await sound(page, 'English list');
  await page.click('button[name=lang]');
});
await test('search: excerpts, page of the hit, the viewer opens there and marks it', async () => {
  await page.goto(address + county + '/library');
  await page.fill('#lib-q', '寄宿制学校 宿舍');
  await page.click('.lib-search button');
  demand((await page.locator('.lib-hits mark').allTextContents()).join('').includes('寄宿制学校'), 'marks');
  demand((await page.textContent('.lib-hit-head')).includes('第 2 页'), 'the page');
  await sound(page, 'search'); await picture(page, 'library-search');
  await page.click('.lib-hit-head a');
  await page.waitForSelector('.viewer[data-drawn="2"]');
  await page.waitForSelector('.viewer-marks span');
  demand(await page.evaluate(() => { const c = document.querySelector('.viewer-canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height / 4).data; let dark = 0; for (let i = 0; i < d.length; i += 4) if (d[i] < 128) dark++; return dark; }) > 200, 'the page is drawn');
  await sound(page, 'document'); await picture(page, 'library-document');
});
await test('viewer: pages, size, finding, keyboard', async () => {
  await page.goto(address + href);
  await page.waitForSelector('.viewer[data-drawn="1"]');
  await page.click('[data-do=after]'); await page.waitForSelector('.viewer[data-drawn="2"]');
  await page.locator('.viewer-scroll').focus(); await page.keyboard.press('ArrowRight');
  await page.waitForSelector('.viewer[data-drawn="3"]');
  await page.fill('#viewer-find', '薄弱环节'); await page.keyboard.press('Enter');
  await page.waitForSelector('.viewer[data-drawn="1"]');
  const before = await page.evaluate(() => document.querySelector('.viewer-canvas').clientWidth);
  await page.click('[data-do=larger]');
  await page.waitForFunction(w => document.querySelector('.viewer-canvas').clientWidth > w, before);
  await page.fill('#viewer-find', '没有这个词'); await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.viewer-told').textContent.includes('没有找到'));
});
await test('evidence of a school, seen at the school', async () => {
  await page.goto(address + href);
  const what = await page.evaluate(() => document.querySelector('select[name=what] optgroup option').value);
  await page.selectOption('select[name=what]', what);
  await page.fill('form[action$="/link"] input[name=note]', '宿舍面积依据');
  await page.click('form[action$="/link"] button');
  demand((await page.textContent('.note-good')).includes('列为佐证'), 'said');
  await sound(page, 'linked');
  await page.goto(`${address}${county}/schools/${what.split(':')[1]}`);
  await page.waitForSelector('#evidence-title');
  demand((await page.textContent('section[aria-labelledby=evidence-title]')).includes('意见'), 'the document at the school');
});
await test('what is said of it changes, with a record of before and after; a new version', async () => {
  await page.goto(address + href);
  await page.click('details:has(form[action$="/change"]) > summary');
  await page.fill('form[action$="/change"] input[name=title]', '改薄与能力提升实施意见');
  await page.selectOption('form[action$="/change"] select[name=audience]', 'office');
  await page.click('form[action$="/change"] button');
  demand((await page.textContent('h1')) === '改薄与能力提升实施意见', 'the title');
  demand((await page.locator('del').count()) >= 2, 'before and after');
  await page.click('details:has(input[name=document]) > summary');
  await page.setInputFiles('form:has(input[name=document]) input[type=file]', second);
  await page.fill('form:has(input[name=document]) input[name=note]', '增加取暖一节');
  await page.click('form:has(input[name=document]) button');
  await page.waitForFunction(() => document.querySelectorAll('section[aria-labelledby=versions-title] tbody tr').length === 2);
  await sound(page, 'versions');
  await page.locator('#versions-title').scrollIntoViewIfNeeded(); await picture(page, 'library-versions');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('section[aria-labelledby=versions-title] tbody tr:last-child td:last-child a')]);
  demand(fs.readFileSync(await download.path()).equals(fs.readFileSync(opinion)), 'the first version as it came');
});
await test('another office of the county does not see what is of one department', async () => {
  const other = await context();
  await login(other, 'caizheng');
  const reply = await other.goto(address + href);
  demand(reply.status() === 404, `${reply.status()}`);
  await page.goto(address + href);
  await page.click('details:has(form[action$="/change"]) > summary');
  await page.selectOption('form[action$="/change"] select[name=audience]', 'region');
  await page.click('form[action$="/change"] button');
  demand((await other.goto(address + href)).status() === 200, 'shown to the county again');
  await other.close();
});
await test('report, take-down, the record, restored', async () => {
  const finance = await context();
  await login(finance, 'caizheng');
  await finance.goto(address + href);
  await finance.click('details:has(form[action$="/report"]) > summary');
  await finance.fill('form[action$="/report"] textarea', '附件里有未公开的内容');
  await finance.click('form[action$="/report"] button');
  demand((await finance.textContent('.note-good')).includes('举报已提交'), 'said');
  const approver = await context();
  await login(approver, 'shending');
  await approver.goto(address + href);
  demand((await approver.textContent('section[aria-labelledby=reports-title]')).includes('未公开'), 'the report is seen');
  await approver.click('details:has(input[value=taken_down]) > summary');
  await approver.fill('form:has(input[value=taken_down]) textarea', '核实属实，先下架');
  await approver.click('form:has(input[value=taken_down]) button');
  demand((await approver.textContent('.note-good')).includes('已下架'), 'said');
  demand((await finance.goto(address + href)).status() === 404, 'gone for others');
  await finance.goto(`${address}/library?q=${encodeURIComponent('取暖')}`);
  demand(await finance.locator('.lib-hits li').count() === 0, 'not found any more');
  await approver.goto(`${address}/library?down=1`);
  demand(await approver.locator('.lib-table tbody tr').count() === 1, 'the list of those taken down');
  await approver.goto(address + href);
  await approver.fill('.lib-resolve input[name=why]', '已下架，通知上传单位');
  await approver.click('.lib-resolve button');
  await approver.fill('form:has(input[value=shown]) textarea', '已替换为公开版');
  await approver.click('form:has(input[value=shown]) button');
  const record = await approver.textContent('section[aria-labelledby=events-title]');
  demand(record.includes('先下架') && record.includes('公开版'), 'the record stays');
  await sound(approver, 'record');
  demand((await finance.goto(address + href)).status() === 200, 'shown again');
  await finance.close(); await approver.close();
});
await test('a second county sees none of it', async () => {
  const other = await context();
  await login(other, 'guihua2');
  for (const at of [href, `${href}/v/1/file`, `${href}/v/1/pages.pdf`, `${county}/library`]) demand((await other.request.get(address + at)).status() === 404, at);
  await other.goto(`${address}/library?q=${encodeURIComponent('薄弱环节')}`);
  demand(await other.locator('.lib-hits li').count() === 0, 'found by another county');
  await other.close();
});
await test('a phone', async () => {
  const phone = await context({ width: 390, height: 844 });
  await login(phone, 'guihua');
  for (const [at, name] of [[county + '/library', 'library-phone'], [href, 'library-document-phone']]) {
    await phone.goto(address + at);
    await phone.waitForTimeout(800);
    await sound(phone, name); await picture(phone, name);
  }
  await phone.close();
});
await end();
