/** A weights file that cannot be used; the message says what is wrong, where, and what to do. */
export class WeightsError extends Error {
  override readonly name = 'WeightsError';
}
