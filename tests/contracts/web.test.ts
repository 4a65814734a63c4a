import { parseHTML } from 'linkedom'
import { createMemoryTimeline } from '../adapters/web/memory-timeline.ts'
import { place, startWeb } from '../adapters/web/harness.ts'
import { describePoster } from './poster.ts'
import { describeReceiver } from './receiver.ts'

describePoster('the page', async () => {
  const timeline = createMemoryTimeline()
  const { web } = await startWeb({ timeline })
  return {
    poster: web,
    place,
    texts: async () => (await timeline.list({ limit: 10 })).toReversed().map(({ card }) => JSON.stringify(card)),
    stop: async () => web.stop(),
  }
})

describeReceiver('the page', 'web', async (core) => {
  const { web } = await startWeb()
  await web.stop()
  const handler = {
    suggest: async () => [],
    formErrors: async () => ({}),
    grammar: async () => [],
    left: async () => {},
    joined: async () => {},
    reopened: async () => {},
    share: async () => {},
    ...core,
  }
  await web.start(handler)
  let page = ''
  const send = async (path: string, fields?: Readonly<Record<string, string>>): Promise<string> => {
    const request = fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }
    page = await (await fetch(`${web.url()}${path}`, { ...request, headers: { accept: 'text/html' } })).text()
    return page
  }
  const control = (selector: string, label: string): { readonly getAttribute: (name: string) => string | null } => {
    const found = [...parseHTML(page).document.querySelectorAll(selector)].find(
      (one) => one.textContent?.trim() === label,
    )
    if (found === undefined) throw new Error(`no ${label}`)
    return found
  }
  let formPath = ''
  return {
    type: async (verb) => send('/command', { text: `/rsis ${verb}` }),
    press: async (label) =>
      send('/command', { text: control('button[name="text"]', label).getAttribute('value') ?? '' }),
    async open(label) {
      formPath = control('a.button', label).getAttribute('href') ?? ''
      return send(formPath)
    },
    submit: async (values) => send(formPath, values),
    async restart() {
      await web.stop()
      await web.start(handler)
    },
    stop: async () => web.stop(),
  }
})
