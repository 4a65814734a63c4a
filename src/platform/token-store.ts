import { countOf } from '../card/count.ts'
import { describeError, type Problem } from '../errors.ts'
import type { Log } from '../log.ts'
import type { KeptTexts } from '../store/port.ts'
import type { State } from './adapter.ts'
import { createSecretBox } from './secret-box.ts'

const noKey = 'no key of ENCRYPTION_KEY opens the tokens of'

/**
 * The tokens of workspaces: one encrypted text for each workspace, which cannot be decrypted for another one.
 * @param keys of ENCRYPTION_KEY: the first one encrypts, all of them decrypt.
 * @throws UserError if a key is not valid.
 */
export const createTokenStore = (texts: KeptTexts, keys: string, log: Log) => {
  const box = createSecretBox(keys)
  const all = async () =>
    (await texts.entries()).map(([tenant, sealed]) => ({ tenant, sealed, opened: box.open(sealed, tenant) }))
  return {
    /** The text of a workspace; undefined if there is none, or if no key opens it. */
    async get(tenant: string): Promise<string | undefined> {
      const sealed = await texts.get(tenant)
      if (sealed === undefined) return undefined
      const opened = box.open(sealed, tenant)
      if (opened === undefined)
        log.error({ tenant }, 'the tokens of a workspace cannot be read: no key of ENCRYPTION_KEY opens them')
      return opened?.text
    },
    set: async (tenant: string, text: string): Promise<void> => void (await texts.set(tenant, box.seal(text, tenant))),
    delete: async (tenant: string): Promise<void> => void (await texts.delete(tenant)),
    /**
     * Encrypts tokens of older keys again with the first key. Any number of processes may do so at once, and one that was
     * stopped continues at its next start. Gives the problem if no key opens any of the tokens.
     */
    async reseal(): Promise<Problem | undefined> {
      try {
        const entries = await all()
        let resealed = 0
        for (const { tenant, sealed, opened } of entries)
          if (opened?.isOldKey && (await texts.replace(tenant, sealed, box.seal(opened.text, tenant)))) resealed += 1
        if (resealed > 0)
          log.info({ workspaces: resealed }, 'tokens were encrypted again with the first key of ENCRYPTION_KEY')
        const tenants = entries.flatMap(({ tenant, opened }) => (opened === undefined ? [tenant] : []))
        if (tenants.length === 0) return undefined
        log.error({ tenants }, `${noKey} these workspaces`)
        const fix = 'add the key that they were encrypted with after a comma, and restart'
        return tenants.length === entries.length ? { problem: `${noKey} any workspace`, fix } : undefined
      } catch (error) {
        // The tokens can still be read with their old keys; the next start tries again.
        log.error({ error: describeError(error) }, 'tokens were not encrypted again')
        return undefined
      }
    },
    /** With which keys the tokens are encrypted. Changes nothing. */
    async check(): Promise<State> {
      const entries = await all()
      const count = countOf(entries.length, 'workspace')
      const unreadable = entries.filter(({ opened }) => opened === undefined).map(({ tenant }) => tenant)
      const old = entries.filter(({ opened }) => opened?.isOldKey === true).length
      if (unreadable.length > 0) {
        return {
          state: 'bad',
          detail: `${noKey} ${unreadable.length} of ${count}: ${unreadable.join(', ')}`,
          fix: 'add the key that they were encrypted with after a comma, or have these workspaces install the app again',
        }
      }
      return old > 0
        ? {
            state: 'warning',
            detail: `the tokens of ${old} of ${count} are encrypted with an older key of ENCRYPTION_KEY`,
            fix: 'restart the program: it encrypts them with the first one',
          }
        : { state: 'good', detail: `${count}, all encrypted with the first key of ENCRYPTION_KEY` }
    },
  }
}
