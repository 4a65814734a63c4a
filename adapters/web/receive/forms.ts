import type { Hono } from 'hono'
import { z } from 'zod'
import { renderForm } from '../render/pages/form.ts'
import { notFound } from '../render/pages/problem.ts'
import type { Answering } from './answering.ts'
import { answerProblem, readBody, wantsJson } from './reply.ts'

const formValues = z.record(z.string().max(100), z.string().max(5000))

/** `GET` and `POST /forms/:name`: a command's form. Sending it is the same as typing the command that its values make. */
export const addForms = (app: Hono, { handler, askerOf, limitBody, run }: Answering): void => {
  app.get('/forms/:name', async (c) => {
    const opened = await handler.form(c.req.param('name'), askerOf(c))
    return 'form' in opened ? c.html(renderForm(opened.form)) : answerProblem(c, notFound)
  })

  app.post('/forms/:name', limitBody(), async (c) => {
    const opened = await handler.form(c.req.param('name'), askerOf(c))
    const values = formValues.safeParse(await readBody(c)).data
    if (!('form' in opened) || values === undefined) return answerProblem(c, notFound)
    const errors = await handler.formErrors(opened.form.name, values)
    if (Object.keys(errors).length === 0) {
      const command = opened.form.command(values)
      return run(c, command, command)
    }
    return wantsJson(c) ? c.json({ errors }, 422) : c.html(renderForm(opened.form, { values, errors }), 422)
  })
}
