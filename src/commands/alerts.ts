import { UserError } from '../errors.ts'
import { addOperatorPlace, operatorPlaces, removeOperatorPlace } from '../subscriptions/store-operators.ts'
import { tenantKey } from '../subscriptions/place.ts'
import type { Db } from '../store/connection.ts'
import type { CommandDefinition } from './command.ts'
import { noChange } from './describe-subscription.ts'
import type { Command } from './port.ts'
import { channelOption } from './options.ts'

/** Alerts are about the whole installation: its operators are the workspace that asked first. */
const checkOperator = async (db: Db, { place, person }: Command): Promise<void> => {
  if (!(await person.mayManageAll())) {
    throw new UserError('Permission', 'only those who manage the whole workspace may have alerts', 'ask one of them')
  }
  const places = await operatorPlaces(db)
  if (places.length > 0 && !places.some((one) => tenantKey(one) === tenantKey(place))) {
    throw new UserError(
      'Alerts',
      'those who run this installation get them in another workspace',
      'ask them; /rsis status shows what matters for this channel',
    )
  }
}

const isOn = /^(?:here|on)$/iu

/** Sends messages to a channel when something needs a person. */
export const alerts: CommandDefinition = {
  verb: 'alerts',
  synonyms: ['alarms'],
  summary: 'For those who run the bot: post here when something needs attention, and when that is over',
  isUpkeep: true,
  options: [
    {
      name: 'state',
      description: 'Whether this channel gets alerts',
      writing: 'words',
      isRequired: true,
      choices: [
        { label: 'Here', value: 'here' },
        { label: 'Off', value: 'off' },
      ],
    },
    channelOption,
  ],
  examples: ['/rsis alerts here', '/rsis alerts off'],
  isManaging: () => true,
  isPosting: (text) => isOn.test(text),
  reads: (text) => /^(?:(?:here|there|on|off|end)\b ?)*$/iu.test(text),
  async run(text, { db, now }, command) {
    const { place, person } = command
    if (isOn.test(text)) {
      await checkOperator(db, command)
      const isNew = await addOperatorPlace(db, place, person.id, now())
      return {
        ...(isNew ? {} : { isUnchanged: true as const }),
        title: { text: isNew ? 'Alerts come here' : `${noChange}: alerts come here` },
        blocks: [
          {
            type: 'text',
            text: ['This channel gets one message when something needs a person, and one when it is over.'],
          },
        ],
        actions: [{ label: 'Status', command: '/rsis status' }],
      }
    }
    if (/^(?:off|end)$/iu.test(text)) {
      if (await removeOperatorPlace(db, place)) return { title: { text: 'Alerts no longer come here' }, blocks: [] }
      throw new UserError('Alerts', 'this channel gets none', 'to get them: /rsis alerts here')
    }
    throw new UserError('Alerts', 'say here or off', 'e.g. /rsis alerts here')
  },
}
