import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { UserError } from '../errors.ts'

const nonceBytes = 12
const tagBytes = 16
const prefix = 'v1.'

/**
 * Encrypts text for one owner with the first of the keys, and decrypts it for the same owner with any of them, so that a key can
 * be replaced.
 * @param keys separated by commas, each 32 bytes in base64.
 */
export const createSecretBox = (keys: string) => {
  const boxes = keys.split(',').map((key) => createBox(key.trim()))
  const [first = createBox('')] = boxes
  return {
    seal: first.seal,
    /**
     * Undefined if no key fits, or if the text was altered or belongs to another owner. `isOldKey`: it was encrypted with another
     * key than the present one.
     */
    open(sealed: string, owner: string): { readonly text: string; readonly isOldKey: boolean } | undefined {
      for (const box of boxes) {
        const text = box.open(sealed, owner)
        if (text !== undefined) return { text, isOldKey: box !== first }
      }
      return undefined
    },
  }
}

/** AES-256-GCM with a random 96-bit nonce and the owner as associated data. */
const createBox = (key: string) => {
  const bytes = Buffer.from(key, 'base64')
  if (bytes.length !== 32) {
    throw new UserError('ENCRYPTION_KEY', 'is not 32 bytes in base64', 'make one with: openssl rand -base64 32')
  }
  return {
    seal: (text: string, owner: string): string => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(owner))
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${prefix}${sealed.toString('base64url')}`
    },
    open: (sealed: string, owner: string): string | undefined => {
      const data = Buffer.from(sealed.slice(prefix.length), 'base64url')
      if (!sealed.startsWith(prefix) || data.length < nonceBytes + tagBytes) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', bytes, data.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        })
          .setAAD(Buffer.from(owner))
          .setAuthTag(data.subarray(-tagBytes))
        return Buffer.concat([decipher.update(data.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}
