import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderForm as renderDiscordForm } from '../../adapters/discord/render/form.ts'
import { renderForm as renderSlackForm } from '../../adapters/slack/render/view.ts'
import type { Form } from '../../src/commands/port.ts'
import { fittingChoices } from '../../src/platform/form-choices.ts'

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
  test('hold what is set now, however many there are and wherever it stands', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(450), fc.integer({ min: 1, max: 100 }), (count, current, most) => {
        const values = fittingChoices(
          { type: 'choice', name: 'zone', label: 'Zone', choices: listOf(count), value: `zone-${current}` },
          { most, longestValue: 100 },
        ).map(({ value }) => value)
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
