import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderForm as renderDiscordForm } from '../../adapters/discord/render/form.ts'
import { renderForm as renderSlackForm } from '../../adapters/slack/render/view.ts'
import type { Form } from '../../src/commands/port.ts'
import { fitForm } from '../../src/platform/fit-form.ts'

const listOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ label: `Zone ${index}`, value: `zone-${index}` }))

const formWith = (choices: Form['fields'][number] & { type: 'choice' }): Form => ({
  name: 'digest',
  title: 'Digest',
  submit: 'Save',
  command: () => '',
  fields: [{ type: 'text', name: 'days', label: 'Days', longest: 100 }, choices],
})

describe('the choices of a form', () => {
  test('contain the present value, however many there are and at any position', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(450), fc.integer({ min: 1, max: 100 }), (count, current, most) => {
        const form = formWith({
          type: 'choice',
          name: 'zone',
          label: 'Zone',
          choices: listOf(count),
          value: `zone-${current}`,
        })
        const limits = {
          choices: most,
          title: 20,
          label: 20,
          hint: 20,
          placeholder: 20,
          text: 20,
          choiceLabel: 20,
          choiceValue: 100,
        }
        const values = fitForm(form, limits).fields.flatMap((field) =>
          field.type === 'choice' ? field.choices.map((choice) => choice.value) : [],
        )
        expect(values.length).toBe(Math.min(count, most))
        expect(new Set(values).size).toBe(values.length)
        expect(values.includes(`zone-${current}`)).toBe(current < count)
      }),
    )
  })

  test.each([
    ['Slack', (form: Form) => JSON.stringify(renderSlackForm(form, '{}')), 'initial_option'],
    ['Discord', (form: Form) => JSON.stringify(renderDiscordForm(form, undefined)), '"default":true'],
  ])('on %s keep the hundred-and-tenth, and leave out what the platform refuses', (_platform, render, mark) => {
    const choices = [{ label: 'None', value: '' }, { label: 'Long', value: 'x'.repeat(151) }, ...listOf(200)]
    const shown = render(formWith({ type: 'choice', name: 'zone', label: 'Zone', choices, value: 'zone-110' }))
    expect(shown).toContain('zone-110')
    expect(shown).toContain(mark)
    expect(shown).not.toContain('Long')
    expect(shown).not.toContain('None')
  })

  test.each([
    ['Slack', (form: Form) => JSON.stringify(renderSlackForm(form, '{}'))],
    ['Discord', (form: Form) => JSON.stringify(renderDiscordForm(form, undefined))],
  ])('on %s make no field where none can be shown', (_platform, render) => {
    const shown = render(formWith({ type: 'choice', name: 'zone', label: 'Zone', choices: [] }))
    expect(shown).toContain('Days')
    expect(shown).not.toContain('Zone')
  })
})

test('no text of a form contains invisible characters, on any platform', () => {
  const hidden = '\u202E\u2062\u00AD'
  const form: Form = {
    name: 'digest',
    title: `Digest${hidden}`,
    submit: `Save${hidden}`,
    command: () => '',
    fields: [
      {
        type: 'text',
        name: 'days',
        label: `Days${hidden}`,
        longest: 100,
        value: `mon${hidden}`,
        placeholder: `e.g. fri${hidden}`,
      },
      { type: 'choice', name: 'zone', label: 'Zone', choices: [{ label: `UTC${hidden}`, value: 'UTC' }] },
    ],
  }
  for (const shown of [renderSlackForm(form, '{}'), renderDiscordForm(form, undefined)])
    expect(JSON.stringify(shown)).not.toMatch(/[\u202E\u2062\u00AD]/u)
})
