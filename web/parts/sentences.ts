/** Texts of the server as sentences: with a capital, unless a name begins it, and a full stop. */
export const sentences = (texts: readonly string[]): string =>
  texts
    .map((text) => {
      const begun = /^[a-z]+ /.test(text) ? `${text[0].toUpperCase()}${text.slice(1)}` : text;
      return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
    })
    .join(" ");
