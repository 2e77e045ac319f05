// The interface as a person meets it: the page that explains it, a token made after a second factor, used by a program, revoked.
import { address, accessible, context, demand, end, login, picture, sound, test } from './tools.mjs';

const page = await context();
let token = '';
const ask = (path, options = {}) => fetch(`${address}/api/v1${path}`, { ...options, headers: { authorization: `Bearer ${token}`, ...options.headers } });

await test('a token is made after a second factor and shown once', async () => {
  await login(page, 'guihua');
  await page.goto(`${address}/account`);
  await page.click('a[href="/account/tokens"]');
  await page.waitForURL('**/account/tokens');
  await sound(page, 'tokens before'); await picture(page, 'interface-tokens-empty');
  await page.click('a[href^="/account/step-up"]');
  const shown = await page.locator('main').innerText();
  await page.fill('#code', shown.match(/\b\d{6}\b/)[0]);
  await page.click('form[action="/account/step-up"] button.btn-primary');
  await page.waitForURL('**/account/tokens');
  await sound(page, 'the form');
  await page.fill('#name', '市教育局数据交换');
  await page.check('input[name="plan"]'); await page.check('input[name="import"]');
  await page.fill('#days', '30');
  await page.click('form[action="/account/tokens"] button.btn-primary');
  token = await page.inputValue('#made');
  demand(/^jh_[0-9A-Za-z_-]{20,}$/.test(token), `no token: ${token.slice(0, 6)}`);
  await sound(page, 'the token'); await picture(page, 'interface-tokens');
  await page.goto(`${address}/account/tokens`);
  demand(!(await page.content()).includes(token), 'the token is told again');
});

await test('a wrong form says what is wrong and keeps what was typed', async () => {
  for (const box of await page.locator('fieldset input:checked').all()) await box.uncheck();
  await page.fill('#name', '没有范围的令牌');
  await page.click('form[action="/account/tokens"] button.btn-primary');
  demand(await page.locator('[role="alert"]').count() > 0, 'nothing is said');
  demand(await page.inputValue('#name') === '没有范围的令牌', 'the name is lost');
  await accessible(page);
});

await test('a program uses it within its scopes and its county', async () => {
  const me = await (await ask('/me')).json();
  demand(me.login === 'guihua' && me.token.scopes.join() === 'import,plan,read' || me.token.scopes.length === 3, JSON.stringify(me.token));
  const schools = await ask('/counties/150121/schools?limit=5');
  demand(schools.status === 200 && (await schools.json()).items.length === 5, `schools: ${schools.status}`);
  const again = await ask('/counties/150121/schools?limit=5', { headers: { 'if-none-match': schools.headers.get('etag') } });
  demand(again.status === 304, `not modified: ${again.status}`);
  demand((await ask('/counties/150122')).status === 404, 'another county');
  const library = await ask('/documents', { method: 'POST', body: new FormData() });
  demand(library.status === 403 && library.headers.get('content-type') === 'application/problem+json', `library: ${library.status}`);
});

await test('the page explains every operation, with the keyboard too', async () => {
  await page.goto(`${address}/api`);
  await sound(page, '/api'); await picture(page, 'interface');
  const told = await page.locator('details.api-op').count();
  const document = await (await ask('/openapi.json')).json();
  const known = Object.values(document.paths).reduce((n, item) => n + Object.keys(item).length, 0);
  demand(told === known && told > 100, `${told} of ${known} operations`);
  const one = page.locator('#op-list_candidates');
  await one.locator('summary').focus(); await page.keyboard.press('Enter');
  demand(await one.evaluate(d => d.open), 'the keyboard opens nothing');
  await one.scrollIntoViewIfNeeded();
  await sound(page, 'an operation opened'); await picture(page, 'interface-operation');
  const link = one.locator('a[href^="#schema-"]').first();
  const target = await link.getAttribute('href');
  await link.click();
  demand(await page.locator(target).evaluate(d => d.open), `${target} stays shut`);
});

await test('readable on a phone and in English', async () => {
  const phone = await context({ width: 390, height: 844 });
  await login(phone, 'guihua');
  for (const [at, name] of [['/api', 'interface-phone'], ['/account/tokens', 'interface-tokens-phone']]) {
    await phone.goto(`${address}${at}`);
    await sound(phone, `${at} on a phone`); await picture(phone, name);
  }
  await phone.goto(`${address}/api#op-try_moves`);
  await phone.locator('#op-try_moves summary').click();
  await sound(phone, 'an operation on a phone');
  await phone.close();
});

await test('revoked it opens nothing', async () => {
  await page.goto(`${address}/account/tokens`);
  await page.click('form[action$="/revoke"] button');
  await page.waitForURL(/done=revoked/);
  await sound(page, 'revoked');
  demand((await ask('/me')).status === 401, 'still in');
});

await end();
