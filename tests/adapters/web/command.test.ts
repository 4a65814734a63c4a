import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { place, rawRequest, type Running, startWeb } from './harness.ts'
import { cableCard, problemCard, searchCard } from './samples.ts'

let web: Running

beforeEach(async () => {
  web = await startWeb()
})

afterEach(async () => {
  await web.web.stop()
})

const send = async (body: string, headers: Record<string, string>): Promise<Response> =>
  fetch(`${web.url}/command`, { method: 'POST', body, headers })

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json' }

describe('the address of an answer', () => {
  const ask = async (text: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${web.url}/ask?text=${encodeURIComponent(text)}`, { headers, redirect: 'manual' })

  test.each(['/rsis search nord stream', 'search nord stream'])(
    '“%s” shows it, as a page and as data',
    async (text) => {
      const page = await (await ask(text)).text()
      expect(page).toContain('<code>/rsis search nord stream</code>')
      expect(page).toContain('3 commentaries for “nord stream”')
      expect(await (await ask(text, { accept: 'application/json' })).json()).toEqual(searchCard)
    },
  )

  test('that would change something asks first, and runs nothing', async () => {
    const page = await (await ask('mute 1d')).text()
    expect(page).toContain('Run this command?')
    expect(page).toMatch(/<button type="submit" form="run" name="text" value="\/rsis mute 1d">/u)
    expect(await (await ask('mute 1d', { accept: 'application/json' })).json()).toMatchObject({
      actions: [{ command: '/rsis mute 1d' }],
    })
    expect(web.commands).toEqual([])
  })

  test('is where a command that only reads leads; a command that changes something has no address', async () => {
    const sent = async (text: string): Promise<Response> =>
      fetch(`${web.url}/command`, { method: 'POST', body: new URLSearchParams({ text }), redirect: 'manual' })
    const reading = await sent('search nord stream')
    expect(reading.status).toBe(303)
    expect(reading.headers.get('location')).toBe('/ask?text=search%20nord%20stream#answer')
    expect((await sent('mute 1d')).status).toBe(200)
    expect(web.commands.map(({ text }) => text)).toEqual(['mute 1d'])
  })

  test('of nothing is the channel, and of too much is refused', async () => {
    expect((await ask('')).headers.get('location')).toBe('/')
    expect((await ask('/rsis')).headers.get('location')).toBe('/')
    expect((await ask('x'.repeat(4600))).status).toBe(413)
  })
})

describe('a command', () => {
  test.each(['/rsis search nord stream', 'search nord stream', '  /RSIS   search nord stream '])(
    '%j is understood with and without its first word',
    async (text) => {
      await send(JSON.stringify({ text }), json)
      const can = expect.any(Function)
      const person = {
        id: 'web',
        name: 'a user of the page',
        mayManage: can,
        mayManageAll: can,
        mayRead: can,
        zone: can,
      }
      expect(web.commands).toEqual([{ text: 'search nord stream', place, person }])
    },
  )

  test.each([
    ['zone=Europe/Vilnius', 'Europe/Vilnius'],
    ['zone=Europe%2FVilnius; other=x', 'Europe/Vilnius'],
    ['zone=Mars/Base', undefined],
    ['zone=', undefined],
    ['other=x', undefined],
  ])('with the cookie %j is of a person who lives by %s', async (cookie, zone) => {
    await send(JSON.stringify({ text: 'digest at 8' }), { ...json, cookie })
    expect(await web.commands[0]?.person.zone?.()).toBe(zone)
  })

  test('as a form in a body that cannot be read is refused, on every address', async () => {
    for (const path of ['/command', '/forms/sample'])
      for (const type of ['multipart/form-data', 'multipart/form-data; boundary=b', 'application/json']) {
        const headers = { 'content-type': type, accept: 'application/json' }
        const answer = await fetch(`${web.url}${path}`, { method: 'POST', body: '--b nonsense', headers })
        expect([400, 404], `${path} ${type}`).toContain(answer.status)
      }
  })

  test('with half a character or NUL is answered as far as it can be read', async () => {
    const body = JSON.stringify({ text: '/rsis search nord\uD83D \0stream' })
    expect((await send(body, { ...json, accept: 'application/json' })).status).toBe(200)
    expect((await send(body, { ...json, accept: 'text/html' })).status).toBe(200)
    expect(web.commands.map(({ text }) => text)).toContain('search nord\uFFFD  stream')
  })

  test('keeps words that only begin like its first word', async () => {
    await send(JSON.stringify({ text: '/rsisx' }), json)
    expect(web.commands.map(({ text }) => text)).toEqual(['/rsisx'])
  })

  test('from a form with Accept: application/json is answered by the card', async () => {
    const answer = await send('text=%2Frsis+search+nord+stream', { ...form, accept: 'application/json' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toEqual(searchCard)
  })

  test('as JSON is answered by the card, whatever else is accepted', async () => {
    const answer = await send(JSON.stringify({ text: 'search nord stream' }), { ...json, accept: '*/*' })
    expect(await answer.json()).toEqual(searchCard)
  })

  test('from a form is answered on the channel’s page: echoed, and marked as private', async () => {
    await web.post(cableCard, 'key-1')
    const answer = await send('text=search+nord+%3Cstream%3E', form)
    const page = await answer.text()
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(page).toContain('<code>/rsis search nord &lt;stream&gt;</code>')
    expect(page).toContain('Only visible to you')
    expect(page).toContain('3 commentaries for “nord stream”')
    expect(page).toContain('Who Mends the Cable')
    expect(page).toMatch(/name="text" type="text" value=""/u)
  })

  test('that was mistaken stays in the box, to be mended', async () => {
    const page = await (await send('text=serch+nord+stream', form)).text()
    expect(page).toMatch(/name="text" type="text" value="serch nord stream"/u)
  })

  test('may be empty', async () => {
    await send('text=%2Frsis', form)
    expect(web.commands.map(({ text }) => text)).toEqual([''])
  })

  test('of 4,500 characters is read, in any alphabet', async () => {
    const text = '雨'.repeat(4500)
    const answer = await send(new URLSearchParams({ text }).toString(), { ...form, accept: 'application/json' })
    expect(answer.status).toBe(200)
    expect(web.commands.map((command) => command.text.length)).toEqual([4500])
  })

  test.each([
    ['of 4,501 characters', 4501],
    ['of a megabyte', 1_000_000],
  ])('%s is refused by a card that says so', async (_, length) => {
    const body = JSON.stringify({ text: 'x'.repeat(length) })
    const answer = await send(body, { ...json, accept: 'application/json' })
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ tone: 'problem', blocks: [{ type: 'text' }] })
    expect(web.commands).toEqual([])
  })

  test('that is too long is refused on the page, too', async () => {
    const answer = await send(`text=${'x'.repeat(4501)}`, form)
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('longer than 4,500 characters')
  })

  test.each([
    ['no field', '{}', json],
    ['a field that is no text', '{"text": 1}', json],
    ['broken JSON', '{"text"', json],
    ['an empty form', '', form],
    ['another type of body', 'text', { 'content-type': 'text/plain' }],
  ])('in %s is not found: 400', async (_, body, headers) => {
    expect((await send(body, headers)).status).toBe(400)
    expect(web.commands).toEqual([])
  })

  test('that is reloaded from the address bar leads back to the channel', async () => {
    const answer = await web.get('/command')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  })

  test('that is a mistake is an answer like any other as data', async () => {
    const answer = await send(JSON.stringify({ text: 'serch' }), json)
    expect([answer.status, await answer.json()]).toEqual([200, problemCard])
  })
})

describe('a form', () => {
  const sendForm = async (body: string, headers: Record<string, string> = form): Promise<Response> =>
    fetch(`${web.url}/forms/sample`, { method: 'POST', body, headers })

  test('opens with what it holds, as text and never as markup', async () => {
    const page = await (await web.get('/forms/sample')).text()
    expect(page).toContain('<h1>A &lt;sample&gt; form</h1>')
    expect(page).toContain('<option value="both" selected>Both</option>')
    expect(page).toContain('value="&quot;a&quot; &lt;b&gt;" maxlength="50"')
    expect(page).toContain('As in search')
  })

  test('sent is the command that it makes, once, and its answer is on the channel’s page', async () => {
    const answer = await sendForm('mode=instant&filter=%22a%22+%3Cb%3E')
    expect(answer.status).toBe(200)
    expect(web.commands.map(({ text }) => text)).toEqual(['show instant filter:"a" <b>'])
    expect(await answer.text()).toContain('Only visible to you')
  })

  test('sent with a mistake opens again with all that was filled in, and says it at its field', async () => {
    const answer = await sendForm('mode=instant&filter=%22')
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain('<option value="instant" selected>')
    expect(page).toContain('aria-invalid="true" aria-describedby="error-filter"')
    expect(page).toContain('id="error-filter" role="alert">Is not &lt;right&gt;; say it again.')
    expect(page).toContain('value="&quot;"')
    expect(web.commands).toEqual([])
    const data = await sendForm('mode=instant&filter=%22', { ...form, accept: 'application/json' })
    expect([data.status, await data.json()]).toEqual([422, { errors: { filter: 'Is not <right>; say it again.' } }])
  })

  test('sent as data is answered by the card', async () => {
    const answer = await sendForm('mode=both&filter=', { ...form, accept: 'application/json' })
    expect(await answer.json()).toMatchObject({ title: cableCard.title })
  })

  test.each([
    ['by another site', 'mode=both', { ...form, 'sec-fetch-site': 'cross-site' }, 403],
    ['with a file in a field', undefined, {}, 404],
    ['with a value of 5,001 characters', `filter=${'x'.repeat(5001)}`, form, 404],
    ['of a megabyte', `filter=${'x'.repeat(1_000_000)}`, form, 413],
  ])('sent %s does nothing', async (_, body, headers, status) => {
    const file = new FormData()
    file.set('filter', new Blob(['x']), 'x.txt')
    const answer = await fetch(`${web.url}/forms/sample`, { method: 'POST', body: body ?? file, headers })
    expect(answer.status).toBe(status)
    expect(web.commands).toEqual([])
  })

  test('that there is not is not found, whatever its name', async () => {
    for (const name of ['nothing', '..%2f', '__proto__', '%00', '%ff']) {
      expect((await web.get(`/forms/${name}`)).status, name).toBe(404)
    }
  })
})

describe('a command from elsewhere', () => {
  const own = (): string => new URL(web.url).host
  const attempt = async (headers: Record<string, string>): Promise<number> => {
    const body = 'text=mute+1d'
    const sent = { host: own(), ...form, 'content-length': String(body.length), ...headers }
    return (await rawRequest(`${web.url}/command`, { method: 'POST', headers: sent, body })).status
  }

  test.each([
    ['a cross-site form', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring port or subdomain', { 'sec-fetch-site': 'same-site' }],
    ['an old browser on another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('from %s is refused', async (_, headers) => {
    expect(await attempt(headers)).toBe(403)
    expect(web.commands).toEqual([])
  })

  test.each([
    ['our own page', { 'sec-fetch-site': 'same-origin' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['a program', {}],
  ])('from %s is taken', async (_, headers) => {
    expect(await attempt(headers)).toBe(200)
    expect(web.commands).toHaveLength(1)
  })

  test('from our own page in an old browser is taken', async () => {
    expect(await attempt({ origin: web.url })).toBe(200)
  })
})

describe('a server on loopback', () => {
  const statusFor = async (host: string): Promise<number> =>
    (await rawRequest(`${web.url}/`, { headers: { host } })).status
  const port = (): string => new URL(web.url).port

  test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('answers to the name %s', async (name) => {
    expect(await statusFor(`${name}:${port()}`)).toBe(200)
  })

  test.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', '192.168.0.7'])(
    'does not answer to %s, which somebody else’s DNS may have led here',
    async (name) => {
      expect(await statusFor(`${name}:${port()}`)).toBe(421)
    },
  )

  test('does not answer to another port, or without one', async () => {
    expect(await statusFor('localhost:1')).toBe(421)
    expect(await statusFor('localhost')).toBe(421)
  })

  test('takes no command under another name either', async () => {
    const headers = { host: `evil.example:${port()}`, ...form }
    await rawRequest(`${web.url}/command`, { method: 'POST', headers, body: 'text=help' })
    expect(web.commands).toEqual([])
  })
})

describe('GET /file', () => {
  test('gives the file of an answer, byte for byte, to be saved', async () => {
    const answer = await web.get('/file?text=export+cable')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="rsis-cable.csv"')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe('\uFEFF"id"\r\n"CO26211 – cable"\r\n')
  })

  test('gives the complete file, however long it takes, and so does the answer as data', async () => {
    expect(await (await web.get('/file?text=export+later')).text()).toBe('the whole')
    expect(await web.json('/ask?text=export+later')).toMatchObject({ file: { text: 'the whole' } })
  })

  test('is linked from the answer', async () => {
    expect(await web.page('/ask?text=export+cable')).toContain('href="/file?text=export%20cable"')
  })

  test('shows an answer without a file as it is, and changes nothing', async () => {
    expect(await (await web.get('/file?text=search+nord+stream')).text()).toContain('3 commentaries for “nord stream”')
    expect((await web.get('/file?text=unsubscribe')).status).toBe(404)
    expect((await web.get('/file')).status).toBe(400)
    expect(web.commands.map(({ text }) => text)).toEqual(['search nord stream'])
  })
})
