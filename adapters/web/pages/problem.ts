import { clip, type Html, html, renderCommandButton } from '../html.ts'
import { renderPage } from './page.ts'

/** A page that could not be given: what is wrong, and what to do instead. */
export type Problem = {
  readonly status: 400 | 403 | 404 | 421 | 500 | 503
  readonly title: string
  readonly text: string
  /** Commands that may lead on. */
  readonly commands: readonly string[]
}

export const renderProblem = ({ title, text, commands }: Problem): Html =>
  renderPage({
    title,
    layout: 'document',
    main: html`<h1>${title}</h1>
<p class="text">${text}</p>
<p class="actions"><a href="/">Back to the channel</a>${commands.map((command) => renderCommandButton(command, html`<code>${command}</code>`))}</p>`,
  })

export const notFound: Problem = {
  status: 404,
  title: 'There is no such page',
  text: 'The address may be mistyped. Everything that was posted is in the channel, and the archive can be searched from there.',
  commands: ['/rsis latest', '/rsis help'],
}

export const unknownCommentary = (id: string): Problem => ({
  status: 404,
  title: 'No such commentary',
  text: `The archive holds no commentary ${clip(id, 40)}. It may be older than the archive, or its page has not been read yet.`,
  commands: [`/rsis search ${clip(id, 40)}`, '/rsis latest'],
})

export const badPostNumber: Problem = {
  status: 400,
  title: 'That is no post number',
  text: '“before” takes the number of a post, e.g. /posts?before=120.',
  commands: [],
}

export const crossSite: Problem = {
  status: 403,
  title: 'That came from another site',
  text: 'Commands are only taken from this server’s own pages. Open the channel and give the command there.',
  commands: [],
}

export const wrongHost = (url: string): Problem => ({
  status: 421,
  title: 'This preview is for this computer alone',
  text: `It answers at ${url} only, so that no other site can read it through a browser. Behind a tunnel, use the same port on both ends; to serve a network, set HOST.`,
  commands: [],
})

export const fault: Problem = {
  status: 500,
  title: 'Something went wrong on our side',
  text: 'It is recorded in the log. Please try again in a minute.',
  commands: [],
}

export const tooManyListeners: Problem = {
  status: 503,
  title: 'Too many open pages',
  text: 'As many pages as this server can keep live are open. Reload for newer posts instead.',
  commands: [],
}

export const missingText: Problem = {
  status: 400,
  title: 'There is no command in it',
  text: 'Send a form or a JSON object with the field “text”, e.g. {"text": "/rsis search nord stream"}.',
  commands: ['/rsis help'],
}
