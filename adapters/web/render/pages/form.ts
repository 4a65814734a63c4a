import type { Form, FormField } from '../../../../src/commands/port.ts'
import { type Html, html } from '../html.ts'
import { renderPage } from './page.ts'

const renderInput = (field: FormField): Html => {
  const id = `field-${field.name}`
  if (field.type === 'choice') {
    return html`<select id="${id}" name="${field.name}">${field.choices.map(
      ({ label, value }) =>
        html`<option value="${value}"${value === field.value ? html` selected` : ''}>${label}</option>`,
    )}</select>`
  }
  return html`<input id="${id}" name="${field.name}" type="text" value="${field.value ?? ''}" maxlength="${field.longest}" placeholder="${field.placeholder ?? ''}" autocomplete="off" spellcheck="false"${field.isOptional ? '' : html` required`}>`
}

const renderField = (field: FormField): Html => html`<p class="field">
<label for="field-${field.name}">${field.label}</label>
${renderInput(field)}
${field.hint === undefined ? '' : html`<span class="hint">${field.hint}</span>`}
</p>`

/** A form that a button opens; sending it is the same as typing the command. */
export const renderForm = (form: Form): Html =>
  renderPage({
    title: form.title,
    layout: 'document',
    main: html`<h1>${form.title}</h1>
<form class="panel fields-form" method="post" action="/forms/${encodeURIComponent(form.name)}#answer">
${form.fields.map(renderField)}
<p class="actions"><button type="submit">${form.submit}</button> <a href="/">Cancel</a></p>
</form>`,
  })
