import type { Entry, Example } from './example.ts';

const lesson = 'cross-entropy';

const logits = (...values: readonly number[]): readonly Entry[] =>
  values.map((z, i) => ({ type: String(z), into: `logits, row 1, column ${i + 1}` }));
const probability = (p: string): Entry => ({ type: p, into: 'probability p' });
const losses = (left: string, right: string): readonly Entry[] => [
  { select: left, of: 'first loss' },
  { select: right, of: 'second loss' },
];

const curve = {
  lesson,
  anchor: 'why-a-logarithm',
  figure: ['surprise-curve', 'curve'],
} as const;
const head = {
  lesson,
  anchor: 'from-scores-to-loss',
  figure: ['loss-head', 'head'],
} as const;
const guard = {
  lesson,
  anchor: 'a-guard-inside-the-logarithm',
  figure: ['surprise-curve', 'guard'],
} as const;
const twice = { ...head, anchor: 'once-too-often' } as const;
const heads = {
  lesson,
  anchor: 'a-head-for-each-task',
  figure: ['loss-head', 'heads'],
} as const;
const bend = { lesson, anchor: 'bending-the-curve', figure: ['surprise-curve', 'bend'] } as const;
const areas = {
  lesson,
  anchor: 'three-readings-of-one-number',
  figure: ['entropy-areas', 'areas'],
} as const;

export const examples: readonly Example[] = [
  {
    ...curve,
    example: 'p = 0.0695 costs 2.666 nats, 3.847 bits',
    enter: [probability('0.0695')],
    expected: { nats: '2.666', bits: '3.847', slope: '−14.4' },
  },
  {
    ...curve,
    example: 'the value at 1 is 0',
    enter: [probability('1')],
    expected: { nats: '0.000', bits: '0.000' },
  },
  {
    ...curve,
    example: 'at 0 there is a wall',
    enter: [probability('0')],
    expected: { nats: '∞', slope: '−∞' },
  },
  {
    ...curve,
    example: 'ln x and its mirror −ln x, one half: one bit',
    enter: [{ turn: 'on', switch: 'with its mirror, ln p' }, probability('0.5')],
    expected: { ln: '−0.693', nats: '0.693', bits: '1.000' },
  },
  {
    ...curve,
    example: 'the point goes to the ends by keys',
    enter: [{ slide: 'probability of the right class', by: ['End', 'ArrowLeft', 'ArrowLeft'] }],
    expected: { p: '0.98', nats: '0.020' },
  },
  {
    ...head,
    example: 'logits 2.0, 0.5 with label 0: 0.818, loss 0.201',
    enter: [{ choose: '0', of: 'label' }, { choose: '2', of: 'classes' }, ...logits(2, 0.5)],
    expected: { 'left-p': '0.818 0.182', 'left-loss': '0.201' },
  },
  {
    ...head,
    example: 'logits 1, 2, 0.5 with label 1: 0.231, 0.629, 0.140; 0.464; 0.231, −0.371, 0.140',
    enter: [...logits(1, 2, 0.5), { choose: '1', of: 'label' }],
    expected: {
      'left-p': '0.231 0.629 0.140',
      'left-loss': '0.464',
      'left-gradient': '+0.231 −0.371 +0.140',
      'left-sum': '0.000',
      'left-check': 'agrees with the measured slopes',
    },
  },
  {
    ...head,
    example: 'a fresh network of ten classes: ln 10 = 2.303',
    enter: [{ choose: '10', of: 'classes' }, { press: 'A fresh network: all logits 0' }],
    expected: { 'left-loss': '2.303', 'left-p': /^(0\.100 ?){10}$/ },
  },
  {
    ...head,
    example: 'a label as a whole number and as a one-hot row',
    enter: [{ choose: '2', of: 'label' }],
    expected: { 'one-hot': '0 0 1', 'left-loss': '1.964' },
  },
  {
    ...head,
    example: 'the loss of N samples is the mean of theirs, each gradient carries 1/N',
    enter: [{ choose: '2', of: 'samples' }],
    expected: { 'left-loss': '0.464', 'left-gradient': '+0.116 −0.186 +0.070' },
  },
  {
    ...guard,
    example: '10⁻¹⁰ inside the log caps the loss at 23.03',
    enter: [probability('0'), { select: 'float64', of: 'computed in' }],
    expected: { computed: '23.026', nats: '∞' },
  },
  {
    ...guard,
    example: 'float32 loses it from 2⁻⁹ on',
    enter: [probability('0.001953125')],
    expected: { fate: 'lost' },
  },
  {
    ...guard,
    example: 'float32 keeps it just below 2⁻⁹',
    enter: [probability('0.001953')],
    expected: { fate: 'kept' },
  },
  {
    ...guard,
    example: 'float16 has nothing so small',
    enter: [probability('0'), { select: 'float16', of: 'computed in' }],
    expected: { fate: 'stored as 0', computed: '∞' },
  },
  {
    ...guard,
    example: 'it changes the gradient of a tiny p',
    enter: [probability('1e-12'), { select: 'float64', of: 'computed in' }],
    expected: { slope: '−1 × 10¹²', 'computed-slope': '−9.9 × 10⁹', computed: '23.016' },
  },
  {
    ...guard,
    example: 'myth: 1e-10 is 1⁻¹⁰, which is 1',
    enter: [{ choose: 'p + 1⁻¹⁰', of: 'inside the log' }, probability('1')],
    expected: { inside: '2', computed: '−0.693' },
  },
  {
    ...head,
    anchor: 'a-guard-inside-the-logarithm',
    example: 'from logits the loss and its push stay right where the guard takes them',
    enter: [
      ...losses('softmax cross-entropy', 'from probabilities, + 1e-10'),
      ...logits(30, 0, 0),
      { choose: '1', of: 'label' },
    ],
    expected: {
      'left-loss': '30.000',
      'right-loss': '23.025',
      'left-gradient': /^\+1\.000 −1\.000 /,
      'right-gradient': /^\+0\.001 −0\.001 /,
    },
  },
  {
    ...head,
    anchor: 'a-guard-inside-the-logarithm',
    example: 'mistake: clipped probabilities silence a sure mistake',
    enter: [
      ...losses('softmax cross-entropy', 'clipped probabilities'),
      ...logits(20, 0, 0),
      { choose: '1', of: 'label' },
    ],
    expected: { 'right-gradient': '0.000 0.000 0.000', 'left-loss': '20.000' },
  },
  {
    ...twice,
    example: 'softmax twice flattens the gradient',
    enter: [
      ...losses('softmax cross-entropy', 'softmax twice'),
      ...logits(10, 0, 0),
      { choose: '1', of: 'label' },
    ],
    expected: {
      'left-gradient': /^\+1\.000 −1\.000 /,
      'right-gradient': '+7.8 × 10⁻⁵ −6.2 × 10⁻⁵ −1.7 × 10⁻⁵',
    },
  },
  {
    ...twice,
    example: 'mistake: a mean over the classes too shrinks the gradient by K',
    enter: [
      ...losses('softmax cross-entropy', 'mean over classes too'),
      ...logits(1, 2, 0.5),
      { choose: '1', of: 'label' },
    ],
    expected: { 'right-loss': '0.155', 'right-gradient': '+0.077 −0.124 +0.047' },
  },
  {
    ...heads,
    example: 'the binary form, a sigmoid for each class',
    enter: [...logits(1, 2, 0.5), ...losses('a sigmoid for each class', 'linear, squared error')],
    expected: {
      'left-loss': '2.414',
      'left-p': '0.731 0.881 0.622',
      'left-gradient': '+0.731 −0.119 +0.622',
      'right-gradient': '+1.000 +1.000 +0.500',
    },
  },
  {
    ...heads,
    example: 'many labels at once',
    enter: [{ turn: 'on', switch: 'class 0' }],
    expected: { 'left-gradient': '−0.269 −0.119 +0.622', 'left-sum': '+0.234' },
  },
  {
    ...heads,
    example: 'mistake: σ′ multiplied into p − y, which cross-entropy has cancelled',
    enter: losses('a sigmoid for each class', 'mistake: (σ − t) · σ′(z)'),
    expected: {
      'left-check': 'agrees with the measured slopes',
      'right-check': /^not the slope of this loss/,
      'right-gradient': '+0.144 −0.013 +0.146',
    },
  },
  {
    ...heads,
    example: 'mistake: σ′ of an activation that already is one',
    enter: losses('a sigmoid for each class', 'mistake: (σ − t) · σ′(σ(z))'),
    expected: { 'right-check': /^not the slope of this loss/ },
  },
  {
    ...bend,
    example: 'focal loss with γ = 2 at one half is a quarter',
    enter: [{ choose: 'focal, γ = 2', of: 'bent by' }, probability('0.5')],
    expected: { nats: '0.693', bent: '0.173' },
  },
  {
    ...bend,
    example: 'label smoothing 0.1: beyond 0.91 the loss rises again',
    enter: [{ choose: 'label smoothing 0.1', of: 'bent by' }, probability('0.95')],
    expected: { bent: '0.514', 'bent-slope': /^0\.8/ },
  },
  {
    ...bend,
    example: 'a class weight stretches the curve',
    enter: [{ choose: 'class weight 3', of: 'bent by' }, probability('0.5')],
    expected: { bent: '2.079', 'bent-slope': '−6' },
  },
  {
    ...head,
    anchor: 'bending-the-curve',
    example: 'label smoothing 0.1 and class weights, on logits',
    enter: [
      ...losses('label smoothing 0.1', 'class weights'),
      ...logits(1, 2, 0.5),
      { choose: '1', of: 'label' },
    ],
    expected: { 'left-gradient': '+0.198 −0.305 +0.107', 'right-loss': '0.464' },
  },
  {
    ...areas,
    example: 'entropy and divergence add up to cross-entropy; the likelihood says the same',
    enter: [],
    expected: {
      entropy: '1.208',
      divergence: '0.543',
      cross: '1.751',
      likelihood: '6.22 × 10⁻¹⁶',
    },
  },
  {
    ...areas,
    example: 'the divergence is not symmetric',
    enter: [{ press: 'swap p and q' }],
    expected: { divergence: '0.425', reverse: '0.543' },
  },
  {
    ...areas,
    example: 'of a label all of cross-entropy is divergence',
    enter: [{ press: 'p: class 0 for certain' }],
    expected: { entropy: '0.000', divergence: '2.303', cross: '2.303' },
  },
  {
    ...areas,
    example: 'a model that knows p pays the entropy',
    enter: [{ press: 'q = p' }],
    expected: { divergence: '0.000', cross: '1.208', entropy: '1.208' },
  },
  {
    ...areas,
    example: 'shares are typed, the others make room',
    enter: [
      { type: '1', into: 'p of class 0' },
      { type: '0.0695', into: 'q of class 0' },
    ],
    expected: { cross: '2.666', entropy: '0.000' },
  },
];
