import type { RawFile } from 'discord.js'
import type { Card } from '../../../src/card/card.ts'

/** The file of a card as the request carries it beside the message; the message names it by its name. */
export const filesOf = ({ file }: Card): { readonly files?: RawFile[] } =>
  file === undefined ? {} : { files: [{ name: file.name, data: Buffer.from(file.text), contentType: file.mediaType }] }
