import { createHmac } from 'node:crypto'
import type { Context } from 'hono'
import { getSignedCookie, setSignedCookie } from 'hono/cookie'

const cookie = 'rsis_session'
const lifetimeSeconds = 7 * 86_400

/**
 * Sessions in a signed cookie that contains its end. The key is derived from the password: a new password ends every
 * session, a restart ends none, and every replica accepts them.
 */
export const createSessions = (password: string, isSecure: boolean, now: () => Date) => {
  const key = createHmac('sha256', password).update('rsis-brief session').digest('base64')
  const seconds = (): number => Math.floor(now().getTime() / 1000)
  return {
    begin: async (c: Context): Promise<void> =>
      setSignedCookie(c, cookie, String(seconds() + lifetimeSeconds), key, {
        httpOnly: true,
        // Lax: a link from a chat opens the page; requests that change something are checked for their origin.
        sameSite: 'Lax',
        secure: isSecure,
        path: '/',
        maxAge: lifetimeSeconds,
      }),
    isOpen: async (c: Context): Promise<boolean> => {
      const ends = await getSignedCookie(c, key, cookie)
      return typeof ends === 'string' && Number(ends) > seconds()
    },
  }
}
