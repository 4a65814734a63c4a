import { createHash } from 'node:crypto'

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** RFC 4648 base32, lower case. */
const base32 = (bytes: Buffer): string => {
  let bits = 0
  let value = 0
  let text = ''
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(value >>> bits) & 31]
    }
  }
  return text
}

/**
 * The idempotency key of one post: 24 characters, which fits Discord's 25 for a nonce. It is made from the place, the
 * kind and the subject of the post, so it differs between places. It contains nothing secret, because Slack shows metadata to every member.
 */
export const deliveryKey = (placeKey: string, kind: string, about: string): string =>
  base32(createHash('sha256').update(`${placeKey}\n${kind}\n${about}`).digest().subarray(0, 15))
