import fc from 'fast-check'

/** Any character of Unicode, and half a pair. It is fast-check's own unit `binary`, which takes most of a second to begin. */
export const anyCharacter = fc.nat(0x10_ff_ff).map(
  (code) => String.fromCodePoint(code),
  (character) => {
    const code = typeof character === 'string' ? character.codePointAt(0) : undefined
    if (code === undefined || String.fromCodePoint(code) !== character) throw new Error('is not one character')
    return code
  },
)
