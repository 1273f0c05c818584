import type { Entry, Example } from './example.ts';

const lesson = 'softmax-stability';
const stages = ['softmax-stages', 'stages'] as const;
const bottom = ['softmax-stages', 'bottom'] as const;
const compare = ['softmax-compare', 'compare'] as const;
const logs = ['softmax-compare', 'logs'] as const;
const simplex = ['simplex', 'simplex'] as const;

const toTheEnd: Entry = { press: 'To the last step' };
const inFormat = (format: string): Entry => ({ choose: format, of: 'number format' });
const logits = (...values: readonly string[]): readonly Entry[] =>
  values.map((value, i) => ({ type: value, into: `logit ${i + 1}` }));

/** One logit typed into an otherwise harmless row, in a format: is its power still finite? */
const border = (format: string, typed: string, power: string | RegExp): Example => ({
  lesson,
  anchor: 'where-a-format-ends',
  example: `e^${typed} in ${format} is ${power}`,
  figure: stages,
  enter: [inFormat(format), { press: '[1, 2, 3]' }, ...logits(typed, '0', '0'), toTheEnd],
  expected: { 'naive-exp': typeof power === 'string' ? `${power} 1 1` : power },
});

const limit = (format: string, exponent: string): Example => ({
  lesson,
  anchor: 'where-a-format-ends',
  example: `exp overflows in ${format} above ${exponent}`,
  figure: stages,
  enter: [inFormat(format)],
  expected: { limit: exponent },
});

export const examples: readonly Example[] = [
  {
    lesson,
    anchor: 'where-a-format-ends',
    example: '[50, 90, 100] as written in float32 is ∞/∞ = NaN',
    figure: stages,
    enter: [inFormat('float32'), { press: '[50, 90, 100]' }, toTheEnd],
    expected: {
      'naive-exp': '5.18 × 10²¹ ∞ ∞',
      'naive-sum': '∞',
      'naive-p': '0 NaN NaN',
      'naive-verdict':
        'e⁹⁰ is beyond 3.4 × 10³⁸, the largest float32: it overflows to ∞, and ∞/∞ is NaN.',
      bits: 'The exponent is all ones and the fraction 0: ∞.',
      printed: 'inf',
    },
  },
  {
    lesson,
    anchor: 'where-a-format-ends',
    example: 'NumPy’s float64 hides what float32 shows',
    figure: stages,
    enter: [inFormat('float64'), { press: '[50, 90, 100]' }, toTheEnd],
    expected: {
      'naive-p': '1.93 × 10⁻²² 4.54 × 10⁻⁵ 1.000',
      'naive-verdict': 'Every power and their sum fit into float64: nothing breaks.',
    },
  },
  limit('float16', '11.09'),
  limit('bfloat16', '88.72'),
  limit('float32', '88.72'),
  limit('float64', '709.78'),
  border('float16', '11.08', '64736'),
  border('float16', '11.1', '∞'),
  border('bfloat16', '88.5', '2.72 × 10³⁸'),
  border('bfloat16', '89', '∞'),
  border('float32', '88.72', '3.39 × 10³⁸'),
  border('float32', '88.73', '∞'),
  border('float64', '709.78', '1.79 × 10³⁰⁸'),
  border('float64', '709.79', '∞'),
  {
    lesson,
    anchor: 'where-a-format-ends',
    example: 'two powers that fit and a sum that does not: 0 everywhere, in silence',
    figure: stages,
    enter: [inFormat('float32'), { press: '[1, 2, 3]' }, ...logits('88.5', '88.5', '0'), toTheEnd],
    expected: { 'naive-p': '0 0 0', 'naive-sum': '∞', 'naive-verdict': /in silence/ },
  },
  {
    lesson,
    anchor: 'where-a-format-ends',
    example: 'all powers underflow, and 0/0 is NaN',
    figure: stages,
    enter: [inFormat('float32'), { press: '[1000, −1000]' }, ...logits('-200', '-300'), toTheEnd],
    expected: { 'naive-p': 'NaN NaN', 'shifted-p': '1 3.78 × 10⁻⁴⁴' },
  },
  {
    lesson,
    anchor: 'one-number-off-all-of-them',
    example: '[50, 90, 100] less its maximum is [−50, −10, 0], and holds',
    figure: stages,
    enter: [inFormat('float32'), { press: '[50, 90, 100]' }, toTheEnd],
    expected: {
      'shifted-shift': '−50 −10 0',
      'shifted-sum': '1.000',
      'shifted-p': '1.93 × 10⁻²² 4.54 × 10⁻⁵ 1.000',
      'shifted-verdict': 'The largest exponent is 0, so no power exceeds 1: nothing can overflow.',
    },
  },
  {
    lesson,
    anchor: 'one-number-off-all-of-them',
    example: '[1000, −1000] is [1, 0] shifted, NaN as written',
    figure: stages,
    enter: [inFormat('float32'), { press: '[1000, −1000]' }, toTheEnd],
    expected: { 'naive-p': 'NaN 0', 'shifted-shift': '0 −2000', 'shifted-p': '1 0' },
  },
  {
    lesson,
    anchor: 'one-number-off-all-of-them',
    example: '[1, 2, 3] needs no shift: both sides agree',
    figure: stages,
    enter: [inFormat('float32'), { press: '[1, 2, 3]' }, toTheEnd],
    expected: { 'naive-p': '0.090 0.245 0.665', 'shifted-p': '0.090 0.245 0.665' },
  },
  {
    lesson,
    anchor: 'one-number-off-all-of-them',
    example: '[2.0, 1.0, 0.1] is 0.659, 0.242, 0.099',
    figure: stages,
    enter: [inFormat('float32'), { press: '[2, 1, 0.1]' }, toTheEnd],
    expected: { 'naive-p': '0.659 0.242 0.099', 'shifted-p': '0.659 0.242 0.099' },
  },
  {
    lesson,
    anchor: 'what-is-lost-at-the-bottom',
    example: 'myth: subtracting does not help [0, 0, 100]. It turns NaN into the one-hot',
    figure: bottom,
    enter: [inFormat('float32'), { press: '[0, 0, 100]' }, toTheEnd],
    expected: {
      'naive-p': '0 0 NaN',
      'shifted-shift': '−100 −100 0',
      'shifted-exp': '3.78 × 10⁻⁴⁴ 3.78 × 10⁻⁴⁴ 1',
      'shifted-p': '3.78 × 10⁻⁴⁴ 3.78 × 10⁻⁴⁴ 1',
      'shifted-verdict': /subnormal, with fewer digits; harmless/,
    },
  },
  {
    lesson,
    anchor: 'what-is-lost-at-the-bottom',
    example: 'e^−100 is 27 steps of 2^−149 in float32, a subnormal',
    figure: bottom,
    enter: [
      inFormat('float32'),
      { press: '[0, 0, 100]' },
      toTheEnd,
      { press: 'shifted, eᶻ⁻ᵐᵃˣ of class 1: 3.78 × 10⁻⁴⁴ subnormal' },
    ],
    expected: { bits: /27 × 2⁻¹⁴⁹ = 3.784 × 10⁻⁴⁴/, printed: '3.8e-44' },
  },
  {
    lesson,
    anchor: 'what-is-lost-at-the-bottom',
    example: 'flushed to zero, [0, 0, 100] is exactly the one-hot',
    figure: bottom,
    enter: [
      inFormat('float32'),
      { press: '[0, 0, 100]' },
      { turn: 'on', switch: 'flush subnormals to 0' },
      toTheEnd,
    ],
    expected: { 'shifted-exp': '0 0 1', 'shifted-p': '0 0 1', 'shifted-verdict': /flushed to 0/ },
  },
  {
    lesson,
    anchor: 'what-is-lost-at-the-bottom',
    example: 'this device’s GPU answers, or says that it cannot',
    figure: bottom,
    enter: [{ press: '[0, 0, 100]' }, { turn: 'on', switch: 'ask this device’s GPU' }],
    expected: { device: /Your GPU says|gives no answer: .*WebGL2/ },
  },
  {
    lesson,
    anchor: 'three-scores-three-shares',
    example: 'myth: softmax of [1, 2, 3] is sixths. Those are plain shares',
    figure: compare,
    enter: logits('1', '2', '3'),
    expected: { plain: '0.167 0.333 0.500', softmax: '0.090 0.245 0.665' },
  },
  {
    lesson,
    anchor: 'three-scores-three-shares',
    example: 'adding 10 changes the plain shares and no probability',
    figure: compare,
    enter: [
      ...logits('1', '2', '3'),
      { slide: 'add to every logit', by: new Array<string>(10).fill('ArrowRight') },
    ],
    expected: { plain: '0.306 0.333 0.361', softmax: '0.090 0.245 0.665' },
  },
  {
    lesson,
    anchor: 'three-scores-three-shares',
    example: 'scaling changes the probabilities and no plain share: softmax(z/2)',
    figure: compare,
    enter: [...logits('1', '2', '3'), { slide: 'temperature T', by: ['ArrowRight', 'ArrowRight'] }],
    expected: { plain: '0.167 0.333 0.500', softmax: '0.186 0.307 0.506' },
  },
  {
    lesson,
    anchor: 'keep-the-logarithm',
    example: 'log(softmax) loses −2000, log-softmax keeps it',
    figure: logs,
    enter: [{ press: '[1000, −1000]' }],
    expected: { late: '0 −∞', logs: '0 −2000', exact: '0 −2000' },
  },
  {
    lesson,
    anchor: 'keep-the-logarithm',
    example: 'a subnormal probability has lost digits, and so has its logarithm',
    figure: logs,
    enter: [inFormat('float32'), { press: '[0, 0, 100]' }],
    expected: { late: '−99.98 −99.98 0', logs: '−100 −100 0' },
  },
  {
    lesson,
    anchor: 'keep-the-logarithm',
    example: 'myth: log-probabilities sum to 0. Their logsumexp does',
    figure: logs,
    enter: [{ press: '[2, 1, 0.1]' }],
    expected: { exact: '−0.4170 −1.417 −2.317', lse: '0', logsum: '−4.151' },
  },
  {
    lesson,
    anchor: 'all-answers-in-one-triangle',
    example: 'a warm softmax goes to the centre',
    figure: simplex,
    enter: [...logits('1', '2', '3'), { slide: 'temperature T', by: ['End'] }],
    expected: { tempered: '0.330 0.333 0.337', softmax: '0.090 0.245 0.665' },
  },
  {
    lesson,
    anchor: 'all-answers-in-one-triangle',
    example: 'a cold softmax goes to a corner, and does not get there',
    figure: simplex,
    enter: [...logits('1', '2', '3'), { slide: 'temperature T', by: ['Home'] }],
    expected: { tempered: '2.06 × 10⁻⁹ 4.54 × 10⁻⁵ 1.000', sparsemax: '0 0 1' },
  },
  {
    lesson,
    anchor: 'all-answers-in-one-triangle',
    example: 'sparsemax reaches the edge where softmax does not',
    figure: simplex,
    enter: [
      ...logits('1', '2', '3'),
      { slide: 'temperature T', by: ['Home', ...new Array<string>(8).fill('ArrowRight')] },
    ],
    expected: { tempered: '0.186 0.307 0.506', sparsemax: '0 0.250 0.750' },
  },
  {
    lesson,
    anchor: 'all-answers-in-one-triangle',
    example: 'the point is moved by keys, and its logits follow',
    figure: simplex,
    enter: [
      ...logits('0', '0', '0'),
      { slide: 'softmax of the logits; arrow keys move it', by: ['ArrowUp', 'ArrowUp'] },
    ],
    expected: { softmax: '0.310 0.310 0.380' },
  },
];
