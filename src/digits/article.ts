/** `a 3`, `an 8`: the article that a digit is read with. */
export const article = (digit: number | undefined): 'a' | 'an' => (digit === 8 ? 'an' : 'a');
