import { resolve, sep } from 'node:path'
import { databasePath } from '../config/values.ts'
import { UserError } from '../errors.ts'
import { isServer } from '../store/address.ts'

/** The address, with an absolute path if it is a file. */
export const absoluteAddress = (address: string): string => (isServer(address) ? address : resolve(address))

/** An address in the form of DATABASE_URL, given as an argument. @throws UserError if it is not one. */
export const readAddress = (field: string, text: string): string => {
  const path = databasePath(text)
  if (typeof path === 'string') return absoluteAddress(path)
  throw new UserError(field, path.problem, path.fix)
}

/**
 * The absolute path of a file or folder, given as a path or a `file:` address; a slash at its end stays, because it says that a
 * folder is meant. @throws UserError for any other address.
 */
export const readPath = (field: string, text: string): string => {
  const end = /[^/]\/+$/u.test(text) ? sep : ''
  if (text.startsWith('file:')) return `${readAddress(field, text.replace(/(?<=[^/])\/+$/u, ''))}${end}`
  if (/^[a-z][\w+.-]+:\/\//iu.test(text))
    throw new UserError(
      field,
      `${text.replace(/:\/\/.*/su, '://…')} is not a file or folder`,
      'name a path on this machine, e.g. ./backups',
    )
  return `${resolve(text)}${end}`
}
