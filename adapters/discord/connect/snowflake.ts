import { PermissionsBitField, SnowflakeUtil } from 'discord.js'
import { z } from 'zod'

/** An id of Discord's: an integer that contains the time of creation. Source: Discord, Snowflakes. */
export const snowflake = z.string().regex(/^\d{1,20}$/u)

/** When Discord created the object with this id, in milliseconds. */
export const madeAt = (id: string): number => SnowflakeUtil.timestampFrom(id)

/** Permissions, one bit each. Source: Discord, Permissions. */
export const permissionBits = z
  .string()
  .regex(/^\d{1,40}$/u)
  .transform((bits) => new PermissionsBitField(BigInt(bits)))
