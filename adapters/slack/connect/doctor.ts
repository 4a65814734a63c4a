import { countOf } from '../../../src/card/count.ts'
import type { Check } from '../../../src/platform/adapter.ts'
import type { KeptTexts } from '../../../src/store/port.ts'
import { createSecretBox } from './secret-box.ts'

/** Checks with which keys the tokens of the workspaces are encrypted; changes nothing. */
export const checkTokens = async (installations: KeptTexts, encryptionKey: string): Promise<Check> => {
  const box = createSecretBox(encryptionKey)
  const entries = await installations.entries()
  const opened = entries.map(([tenant, sealed]) => ({ tenant, found: box.open(sealed, tenant) }))
  const unreadable = opened.flatMap(({ tenant, found }) => (found === undefined ? [tenant] : []))
  if (unreadable.length > 0) {
    return {
      state: 'bad',
      detail: `no key of ENCRYPTION_KEY opens the tokens of ${unreadable.length} of ${countOf(entries.length, 'workspace')}: ${unreadable.join(', ')}`,
      fix: 'add the key that they were encrypted with after a comma, or have these workspaces install the app again',
    }
  }
  const old = opened.filter(({ found }) => found?.isOldKey === true).length
  if (old > 0) {
    return {
      state: 'warning',
      detail: `the tokens of ${old} of ${countOf(entries.length, 'workspace')} are encrypted with an older key of ENCRYPTION_KEY`,
      fix: 'restart the program: it encrypts them with the first one',
    }
  }
  return {
    state: 'good',
    detail: `HTTP, ${countOf(entries.length, 'workspace')}, all encrypted with the first key of ENCRYPTION_KEY`,
  }
}
