import { z } from 'zod'

/** An id of Discord's: a whole number that tells when the thing was made. Source: Discord, Snowflakes. */
export const snowflake = z.string().regex(/^\d{1,20}$/u)

/** Permissions, one bit each. Source: Discord, Permissions. */
export const permissionBits = z
  .string()
  .regex(/^\d{1,40}$/u)
  .transform(BigInt)

/** Milliseconds since the first second of 2015, 22 bits up. */
const epochMs = 1_420_070_400_000n

/** When Discord made the thing of this id, in milliseconds. */
export const madeAt = (id: string): number => Number((BigInt(id) >> 22n) + epochMs)
