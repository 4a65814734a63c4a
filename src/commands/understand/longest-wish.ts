/**
 * Longest line, in UTF-16 code units, that is read as one in a person's own words; longer ones are pasted text, and a search.
 * The patterns look at a line again and again, so that their time grows faster than its length.
 */
export const longestWish = 160
