import { type Html, html } from '../html.ts'
import { renderPage } from './page.ts'

/** The form that asks for the password; `to` is the path after the login, `problem` the reason if it is shown again. */
export const renderLogin = (to: string, problem?: string): Html =>
  renderPage({
    title: 'Log in',
    main: html`<h1>Log in</h1>
${problem === undefined ? '' : html`<p class="text" role="alert">${problem}</p>`}
<form class="panel fields-form" method="post" action="/login">
<p class="field">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
<span class="hint">It is the value of WEB_PASSWORD; whoever runs this server knows it.</span>
</p>
<input type="hidden" name="to" value="${to}">
<p class="actions"><button type="submit">Log in</button></p>
</form>`,
  })
