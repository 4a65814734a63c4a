import { countOf } from '../../../../src/card/count.ts'
import { type Html, html, label, renderCommandButton } from '../html.ts'
import { renderPage } from './page.ts'

/** A page that cannot be shown: what is wrong, and what to do. */
export type Problem = {
  readonly status: 400 | 401 | 403 | 404 | 413 | 421 | 429 | 500 | 503
  readonly title: string
  readonly text: string
  /** Commands that may help further. */
  readonly commands?: readonly string[]
}

/** The page of a problem, with a way back to the channel. */
export const renderProblem = ({ title, text, commands = [] }: Problem): Html =>
  renderPage({
    title,
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
  text: `The archive has no commentary ${label(id, 40)}. It may be older than the archive, or its page has not been read yet.`,
  commands: [`/rsis search ${label(id, 40)}`, '/rsis latest'],
})

export const badPostNumber: Problem = {
  status: 400,
  title: 'This is not a post number',
  text: '“before” takes the number of a post, e.g. /posts?before=120.',
}

export const badPageNumber: Problem = {
  status: 400,
  title: 'This is not a page number',
  text: '“page” takes a whole number from 1 on, e.g. /archive?q=nord+stream&page=2.',
}

export const unknownName = (what: string, name: string): Problem => ({
  status: 404,
  title: `Nothing for “${label(name, 60)}”`,
  text: `The archive has nothing under that name in its list of ${what.toLowerCase()}.`,
  commands: [`/rsis search ${label(name, 60)}`],
})

/** A name in an address after the question mark that the page does not take. */
export const unknownParameter = (name: string, path: string, known: readonly string[]): Problem => ({
  status: 400,
  title: 'This address has a part that is not known',
  text: `“${label(name, 40)}” is not known here; ${path} takes ${known.map((one) => `“${one}”`).join(' and ')}${
    known.includes('q') ? `, a search with its fields, e.g. ${path}?q=topic:energy` : ''
  }.`,
})

/** A feed whose filter cannot be read; the sentence says what is wrong with it. */
export const badFilter = (sentence: string): Problem => ({
  status: 400,
  title: 'This is not a filter',
  text: sentence,
})

export const crossSite: Problem = {
  status: 403,
  title: 'This request came from another site',
  text: 'Commands are only taken from this server’s own pages. Open the channel and give the command there.',
}

export const wrongHost = (url: string, isLoopback: boolean): Problem => ({
  status: 421,
  title: 'This server does not have that name',
  text: isLoopback
    ? `It answers at ${url} only, so that no other site can read it through a browser. Behind a tunnel, use the same port on both ends; to let others reach it, set PUBLIC_URL to its address and WEB_PASSWORD, then start it again.`
    : 'It answers under the address in PUBLIC_URL and under localhost, so that no other site can read it through a browser. Set PUBLIC_URL to the address that people open, then start it again.',
})

export const noPasswordSet: Problem = {
  status: 403,
  title: 'This page needs a password',
  text: 'Others can reach this server, and WEB_PASSWORD is not set. Set WEB_PASSWORD to a long password and PUBLIC_URL to the address that people open, then start the program again. Until then only /slack/, /healthz and /readyz answer.',
}

/** No password was given, a wrong one, or too many wrong ones. */
export const needsPassword = (
  verdict: 'missing' | 'wrong' | { readonly retryAfterSeconds: number },
): Problem & { status: 401 | 429 } =>
  typeof verdict === 'string'
    ? {
        status: 401,
        title: 'Log in',
        text: `The password is ${verdict}. Send the value of WEB_PASSWORD: in the form, or as HTTP Basic or Bearer.`,
      }
    : {
        status: 429,
        title: 'Too many wrong passwords',
        text: `Try again in ${countOf(Math.ceil(verdict.retryAfterSeconds / 60), 'minute')}.`,
      }

export const tooLargeLogin: Problem = {
  status: 413,
  title: 'This is too long for a password',
  text: 'Send a form or a JSON object with the field “password”.',
}

export const fault: Problem = {
  status: 500,
  title: 'Something went wrong on our side',
  text: 'It is recorded in the log. Please try again in a minute.',
}

/** `trouble`: what is wrong with the database. */
export const storageFault = (trouble: string): Problem => ({
  status: 503,
  title: 'The database cannot be used now',
  text: `${trouble}. Posts and answers continue when it can be used again.`,
})

export const tooManyListeners: Problem = {
  status: 503,
  title: 'Too many open pages',
  text: 'This server updates only a limited number of open pages, and the limit is reached. Reload for newer posts.',
}

export const missingText: Problem = {
  status: 400,
  title: 'The request contains no command',
  text: 'Send a form or a JSON object with the field “text”, e.g. {"text": "/rsis search nord stream"}.',
  commands: ['/rsis help'],
}
