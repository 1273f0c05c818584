import type { LossName } from './losses.ts';

export interface LossKind {
  readonly label: string;
  /** What is computed, in one line. */
  readonly formula: string;
  /** Whether the gradients of one sample's logits add up to 0: a softmax does not feel a shift. */
  readonly balanced: boolean;
  /** What the head's output is called. */
  readonly output: string;
  /** What to look at, said when it is compared. */
  readonly note: string;
}

export const kinds: Readonly<Record<LossName, LossKind>> = {
  once: {
    label: 'softmax cross-entropy',
    formula: 's = softmax(z),  L = −ln s[y],  dz = s − t',
    balanced: true,
    output: 'softmax',
    note: 'Prediction minus target.',
  },
  twice: {
    label: 'softmax twice',
    formula: 'r = softmax(softmax(z)),  L = −ln r[y]',
    balanced: true,
    output: 'softmax of softmax',
    note: 'Probabilities lie between 0 and 1, so the second softmax sees nearly equal scores: it stays undecided, and the slope is flat.',
  },
  smooth: {
    label: 'label smoothing 0.1',
    formula: 't = 0.9 · one-hot + 0.1/K,  L = −Σ t ln s,  dz = s − t',
    balanced: true,
    output: 'softmax',
    note: 'The target is no longer a certainty: past it, the gradient turns and holds the network back.',
  },
  focal: {
    label: 'focal, γ = 2',
    formula: 'L = −(1 − s[y])² ln s[y]',
    balanced: true,
    output: 'softmax',
    note: 'What is read well already counts for little.',
  },
  weighted: {
    label: 'class weights',
    formula: 'L = −Σ w[y] ln s[y] / Σ w[y], over the samples',
    balanced: true,
    output: 'softmax',
    note: 'The mean divides by the weights too: among samples of one class nothing changes. Add a sample of another class.',
  },
  classes: {
    label: 'mean over classes too',
    formula: 'L = mean(−t ln s), over N · K entries',
    balanced: true,
    output: 'softmax',
    note: 'The zeros of the one-hot rows are counted as if they were losses: everything is K times too small.',
  },
  epsilon: {
    label: 'from probabilities, + 1e-10',
    formula: 'L = −ln(s[y] + 1e-10)',
    balanced: true,
    output: 'softmax',
    note: 'The same as long as s[y] is far above 10⁻¹⁰. Make the label’s logit 30 less than another one.',
  },
  clipped: {
    label: 'clipped probabilities',
    formula: 'L = −ln clip(s[y], 1e-7, 1 − 1e-7)',
    balanced: true,
    output: 'softmax, clipped',
    note: 'Once s[y] is clipped, the loss no longer notices it: the gradient is exactly 0. That is so from about 16 below the largest logit on.',
  },
  binary: {
    label: 'a sigmoid for each class',
    formula: 'L = −Σ [t ln σ(z) + (1 − t) ln(1 − σ(z))],  dz = σ(z) − t',
    balanced: false,
    output: 'sigmoid',
    note: 'Each class is a question of its own: predictions need not add up to 1, nor gradients to 0.',
  },
  slope: {
    label: 'mistake: (σ − t) · σ′(z)',
    formula: 'dz = (σ − t) · σ(z)(1 − σ(z)), for the loss above',
    balanced: false,
    output: 'sigmoid',
    note: 'Cross-entropy has cancelled σ′ already. Multiplied in again, it silences the sure mistakes.',
  },
  'slope-of-slope': {
    label: 'mistake: (σ − t) · σ′(σ(z))',
    formula: 'a = σ(z),  dz = (a − t) · σ(a)(1 − σ(a))',
    balanced: false,
    output: 'sigmoid',
    note: 'σ′ of something that has been through σ: a factor between 0.197 and 0.25 that means nothing.',
  },
  linear: {
    label: 'linear, squared error',
    formula: 'L = ½ Σ (z − t)²,  dz = z − t',
    balanced: false,
    output: 'linear',
    note: 'No squashing at all, for targets that are quantities. The gradient is prediction minus target once more.',
  },
};

/** In the order in which they are offered. */
export const lossNames: readonly LossName[] = [
  'once',
  'twice',
  'smooth',
  'focal',
  'weighted',
  'classes',
  'epsilon',
  'clipped',
  'binary',
  'slope',
  'slope-of-slope',
  'linear',
];

/** Losses that take several labels at once. */
export const takesSeveral = (name: LossName): boolean => kinds[name].output === 'sigmoid';
