/**
 * The longest line, in UTF-16 code units, that is read as a request in a person's own words; a longer one is pasted text, and a search.
 * The patterns scan a line many times, so their time grows faster than its length.
 */
export const longestRequest = 160
