import { shown } from '../../archive/query/text.ts'
import type { Action, Card } from '../../card/card.ts'
import { instantSpan } from '../../card/dates.ts'
import { placeKey } from '../../subscriptions/place.ts'
import { lastChangeIn } from '../../subscriptions/store-audit.ts'
import { isWatchable } from '../subscription-request.ts'
import type { Asked } from './asked.ts'

const show: Action = { label: 'Show what this channel gets', command: '/rsis list' }

/** The commands that may undo a change; none for a change that a command cannot undo. */
const waysBack = (change: string): readonly Action[] => {
  const [verb = '', ...words] = change.split(' ')
  const rest = words.join(' ')
  if (verb === 'mute')
    return rest === 'off' ? [{ label: 'Mute…', form: 'mute' }] : [{ label: 'Unmute', command: '/rsis mute off' }]
  if (verb === 'watch' && /^(?:add )?\S/iu.test(rest) && !/^(?:remove|rm|delete|del|end|stop)\b/iu.test(rest)) {
    return [{ label: 'End the watch', command: `/rsis watch remove ${rest.replace(/^add /iu, '')}` }]
  }
  const ended = rest.replace(/^\S+ /u, '')
  // `watch remove 2` does not say what was watched, so the watch cannot be made again.
  if (verb === 'watch' && (/^\S*\d+$/u.test(ended) || !isWatchable(ended))) return []
  if (verb === 'watch') return [{ label: 'Watch again', command: `/rsis watch add ${ended}` }]
  if (verb === 'filter') return [{ label: 'Clear the filter', command: '/rsis filter clear' }]
  if (verb === 'digest') return [{ label: 'Change the digest…', form: 'digest set' }]
  return verb === 'subscribe' || verb === 'unsubscribe' ? [{ label: 'Change…', form: 'subscribe' }] : []
}

/** The last change here and the command that takes it back; nothing is undone on a guess. */
export const undoCard = async ({ context, command }: Asked): Promise<Card> => {
  const last = await lastChangeIn(context.db, placeKey(command.place))
  if (last === undefined) {
    return {
      title: { text: 'Nothing was undone' },
      blocks: [
        { type: 'text', text: ['No command has changed what comes here. What comes now:'] },
        { type: 'copy', text: '/rsis list' },
      ],
      actions: [show],
    }
  }
  const ways = waysBack(last.command)
  return {
    title: { text: 'Nothing was undone' },
    blocks: [
      { type: 'text', text: [`The last change here was by ${last.by}, `, instantSpan(last.at), ':'] },
      { type: 'copy', text: `/rsis ${shown(last.command)}` },
      {
        type: 'text',
        text: [
          ways.length === 0
            ? 'No command takes it back; what comes now is in /rsis list.'
            : 'Press a button to take it back; what comes now is in /rsis list.',
        ],
      },
    ],
    actions: [...ways, show],
  }
}
