/** What a worker hands in. */
export interface Answer {
  readonly worker: string;
  /** The lock under which it was handed in, by which a repeated answer is known. */
  readonly token: string;
  readonly measurement: object;
}
