/**
 * Says that a question needs a long computation, where the projections were made to leave those to others
 * (`ProjectionSettings.defersSearches`). Nothing has been changed; the question can be put to another instance.
 */
export class NeedsTime extends Error {
  constructor(what: string) {
    super(`${what} has to be computed first`);
    this.name = "NeedsTime";
  }
}
