import type { Form, FormField } from '../../../../src/commands/port.ts'
import { type Html, html } from '../html.ts'
import { renderPage } from './page.ts'

/** A form that was sent with mistakes: the values, and a sentence for each wrong field, by its name. */
type Sent = { readonly values: Readonly<Record<string, string>>; readonly errors: Readonly<Record<string, string>> }

const renderInput = (field: FormField, error: string | undefined): Html => {
  const id = `field-${field.name}`
  const invalid = error === undefined ? '' : html` aria-invalid="true" aria-describedby="error-${field.name}"`
  if (field.type === 'choice') {
    return html`<select id="${id}" name="${field.name}"${invalid}>${field.choices.map(
      ({ label, value }) =>
        html`<option value="${value}"${value === field.value ? html` selected` : ''}>${label}</option>`,
    )}</select>`
  }
  return html`<input id="${id}" name="${field.name}" type="text" value="${field.value ?? ''}" maxlength="${field.longest}" placeholder="${field.placeholder ?? ''}" autocomplete="off" spellcheck="false"${invalid}${field.isOptional ? '' : html` required`}>`
}

const renderField = (field: FormField, error: string | undefined): Html => html`<p class="field">
<label for="field-${field.name}">${field.label}</label>
${renderInput(field, error)}
${field.hint === undefined ? '' : html`<span class="hint">${field.hint}</span>`}
${error === undefined ? '' : html`<span class="hint error" id="error-${field.name}" role="alert">${error}</span>`}
</p>`

/** A form that a button opens; sending it is the same as typing the command. */
export const renderForm = (form: Form, { values, errors }: Sent = { values: {}, errors: {} }): Html =>
  renderPage({
    title: form.title,
    main: html`<h1>${form.title}</h1>
<form class="panel fields-form" method="post" action="/forms/${encodeURIComponent(form.name)}#answer">
${form.fields.map((field) => renderField({ ...field, value: values[field.name] ?? field.value ?? '' }, errors[field.name]))}
<p class="actions"><button type="submit">${form.submit}</button> <a href="/">Cancel</a></p>
</form>`,
  })
