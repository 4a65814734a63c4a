import { UserError } from '../errors.ts'
import type { CommandContext } from './command.ts'

/** @throws UserError where this installation may show no quotes. */
export const checkMayQuote = ({ permission }: Pick<CommandContext, 'permission'>): void => {
  if (permission === 'synopsis') {
    throw new UserError(
      'Quotes',
      'this installation has no permission to show any',
      'search for the words: each hit leads to the original',
    )
  }
}
