// The map: circles coloured by any figure, cards with straight-line distances, a boundary that needs its review number, tiles only when configured.
import fs from 'node:fs';
import path from 'node:path';
import { accessible, address, context, county, demand, login, end, picture, sound, test, work } from './tools.mjs';

const page = await context(); page.setDefaultTimeout(120000);
const asked = [];
page.on('request', r => { if (!r.url().startsWith(address) && !r.url().startsWith('data:')) asked.push(r.url()); });
await login(page, 'guihua');
const open = async query => { await page.goto(`${address}${county}/map${query || ''}`); await page.waitForSelector('#county-map[data-ready]'); };

await test('schools as circles, every figure, by stage', async () => {
  for (const by of ['gaps', 'seats', 'area', 'large', 'forecast', 'project']) {
    await open(`?by=${by}`);
    demand(await page.locator('.leaflet-container path.mark').count() > 5, `${by}: circles`);
    demand(await page.locator('.map-legend li').count() >= 2, `${by}: legend`);
  }
  await open('?by=gaps'); await sound(page, 'map'); await picture(page, 'workbench-map');
  const all = await page.locator('.map-table tbody tr').count();
  await page.selectOption('#stage', 'junior'); await page.waitForURL(/stage=junior/); await page.waitForSelector('#county-map[data-ready]');
  demand(await page.locator('.map-table tbody tr').count() < all, 'fewer schools of one stage');
});
await test('a card with figures, a link and distances that are said to be straight', async () => {
  await open();
  await page.locator('.js-place').first().click();
  const card = await page.textContent('#map-card');
  demand(card.includes('直线距离') && await page.locator('#map-card a').count() === 1, card);
  demand(await page.locator('path.mark-at').count() === 1, 'the circle is marked');
  await page.mouse.click(300, 420); await accessible(page);
  demand((await page.textContent('.map-side')).includes('不能当作上学路程'), 'what a straight line is not');
  await page.check('[data-layer=hulls]');
  demand(await page.locator('path.hull').count() > 0, 'zones are sketched');
});
await test('nothing is asked of any network', async () => { demand(asked.length === 0, asked.join(' ')); });
const admin = await context(); admin.setDefaultTimeout(120000);
await login(admin, 'xitong');
const file = path.join(work, 'boundary.geojson');
fs.writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { name: '<img src=x>' }, geometry: { type: 'Polygon', coordinates: [[[110.6, 40.4], [111.6, 40.4], [111.6, 40.95], [110.6, 40.95], [110.6, 40.4]]] } }] }));
const supply = async (review, text) => {
  await admin.goto(`${address}/admin/map`);
  await admin.selectOption('#region', '150121'); await admin.fill('#review', review); await admin.fill('#supplied', '演示单位'); await admin.fill('#date', '2021-03-01');
  await admin.setInputFiles('#file', text || file); await admin.click('form[hx-post] button.btn-primary');
};
await test('a boundary without its review number is refused with the reason', async () => {
  await admin.goto(`${address}/admin/map`); await sound(admin, 'settings'); await picture(admin, 'workbench-map-settings');
  await supply(''); await admin.waitForSelector('#request-failed');
  demand((await admin.textContent('#request-failed')).includes('审图号'), 'the reason');
  const bad = path.join(work, 'bad.geojson'); fs.writeFileSync(bad, '{"type":"LineString","coordinates":[[40.1,111.1],[40.2,111.2]]}');
  await supply('蒙S(2021)012号', bad); await admin.waitForFunction(() => /经纬度写反/.test((document.getElementById('request-failed') || {}).textContent || ''));
  await supply('蒙S(2021)012号'); await admin.waitForURL(/done=boundary/);
  demand((await admin.textContent('main')).includes('蒙S(2021)012号'), 'it is listed');
  await open(); await page.waitForSelector('#county-map[data-edges]');
  demand(await page.locator('path.edge-county').count() === 1 && (await page.textContent('.map-corner')).includes('蒙S(2021)012号'), 'drawn, with its number in the corner');
  demand((await page.textContent('#county-map .leaflet-control-attribution')).includes('审图号'), 'the number stands on the map');
  await sound(page, 'map with boundary');
});
await test('tiles: one origin, with its number, and off again', async () => {
  await admin.goto(`${address}/admin/map`);
  await admin.click('a[href^="/account/step-up"]');
  await admin.fill('#code', (await admin.textContent('main')).match(/\d{6}/)[0]); await admin.click('main form button.btn-primary');
  await admin.waitForURL(/admin\/map/);
  await admin.fill('#url', 'https://tiles.example.invalid/{z}/{x}/{y}.png'); await admin.fill('#attribution', '演示图源'); await admin.fill('#tile-review', 'GS(2021)5448号');
  await admin.click('form[action="/admin/map/tiles"] button'); await admin.waitForURL(/done=tiles/);
  const reply = await page.goto(`${address}${county}/map`);
  demand(reply.headers()['content-security-policy'].includes("img-src 'self' data: https://tiles.example.invalid;"), reply.headers()['content-security-policy']);
  const other = await page.goto(`${address}${county}/schools`);
  demand(!other.headers()['content-security-policy'].includes('tiles.example'), 'on the map page alone');
  await admin.goto(`${address}/admin/map`); await admin.fill('#url', ''); await admin.click('form[action="/admin/map/tiles"] button'); await admin.waitForURL(/done=tiles/);
  page.problems.length = 0;
});
await test('English, a phone, and who may not', async () => {
  const phone = await context({ width: 390, height: 844 }); phone.setDefaultTimeout(120000);
  await login(phone, 'guihua'); await phone.goto(`${address}${county}/map`); await phone.waitForSelector('#county-map[data-ready]');
  await sound(phone, 'phone'); await picture(phone, 'phone-map');
  await open(); await page.click('button[lang=en]'); await page.waitForSelector('#county-map[data-ready]');
  demand((await page.textContent('h1')) === 'Map of schools', 'English'); await sound(page, 'English');
  demand((await page.goto(`${address}/admin/map`)).status() >= 403, 'a planner supplies no boundary');
  demand((await page.goto(`${address}/c/150122/map`)).status() === 404, 'another county is not there');
});
await end();
