/** Letters, digits and the marks that belong to them, of any script. */
const TOKEN = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * Splits a text into its words: Unicode compatibility composition (NFKC), lower case in every script without regard to
 * a language, and then every longest run of letters, digits and combining marks is a word. Anything else, apostrophes
 * and hyphens included, separates words: "Don't" is `don` and `t`. Scripts without spaces give one word per run.
 */
export const tokenise = (text: string): readonly string[] =>
  text.normalize("NFKC").toLowerCase().match(TOKEN) ?? [];
