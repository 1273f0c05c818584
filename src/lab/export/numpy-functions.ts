import type { CodeLayer } from './code-plan.ts';

/** The functions that a NumPy program may need, each written out by hand. */
export type NumpyFunction =
  | 'conv2d'
  | 'conv2d_backward'
  | 'windows'
  | 'max_pool'
  | 'max_pool_backward'
  | 'dense'
  | 'dense_backward'
  | 'relu'
  | 'relu_backward'
  | 'softmax'
  | 'sigmoid'
  | 'cross_entropy'
  | 'cross_entropy_backward'
  | 'binary_cross_entropy'
  | 'binary_cross_entropy_backward';

/** Which share of its window's gradient each cell gets, by whose the gradient of a tie is. */
const shares: Readonly<Record<CodeLayer['ties'], string>> = {
  first: `    share = np.eye(rows * columns)[cut.argmax(axis=-1)]  # of equals, the first`,
  last: `    last = rows * columns - 1 - cut[..., ::-1].argmax(axis=-1)
    share = np.eye(rows * columns)[last]  # of equals, the last`,
  split: `    share = cut == cut.max(axis=-1, keepdims=True)
    share = share / share.sum(axis=-1, keepdims=True)  # equals get equal shares`,
};

/** The text of each function, in the order in which a program lists those that it needs. */
export const numpyFunctions = (
  ties: CodeLayer['ties'],
): Readonly<Record<NumpyFunction, string>> => ({
  conv2d: `def conv2d(x, w, b):
    """y[i, j, o] = b[o] + the sum over u, v, c of w[u, v, c, o] * x[i + u, j + v, c]"""
    rows, columns = x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1
    y = np.zeros((rows, columns, w.shape[3])) + b
    for u in range(w.shape[0]):
        for v in range(w.shape[1]):
            y += x[u : u + rows, v : v + columns] @ w[u, v]
    return y`,
  conv2d_backward: `def conv2d_backward(x, w, d):
    """A weight met a pixel for each output, a pixel many weights: every meeting sends its share."""
    rows, columns, _ = d.shape
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    for u in range(w.shape[0]):
        for v in range(w.shape[1]):
            met = x[u : u + rows, v : v + columns]
            dw[u, v] = np.einsum("ijc,ijo->co", met, d)
            dx[u : u + rows, v : v + columns] += d @ w[u, v].T
    return dx, dw, d.sum(axis=(0, 1))`,
  windows: `def windows(x, rows, columns):
    """[H, W, C] cut into windows side by side: [H / rows, W / columns, C, rows * columns]."""
    high, wide = x.shape[0] // rows, x.shape[1] // columns
    cut = x[: high * rows, : wide * columns].reshape(high, rows, wide, columns, -1)
    return cut.transpose(0, 2, 4, 1, 3).reshape(high, wide, -1, rows * columns)`,
  max_pool: `def max_pool(x, rows, columns):
    """Of each window the largest."""
    return windows(x, rows, columns).max(axis=-1)`,
  max_pool_backward: `def max_pool_backward(x, rows, columns, d):
    """Only the winner of a window was passed on: it alone hears of the loss."""
    cut = windows(x, rows, columns)
    high, wide, channels, _ = cut.shape
${shares[ties]}
    sent = (share * d[..., None]).reshape(high, wide, channels, rows, columns)
    dx = np.zeros_like(x)
    dx[: high * rows, : wide * columns] = sent.transpose(0, 3, 1, 4, 2).reshape(
        high * rows, wide * columns, channels
    )
    return dx`,
  dense: `def dense(x, w, b):
    """y[o] = b[o] + the sum over i of w[o, i] * x[i]"""
    return w @ x + b`,
  dense_backward: `def dense_backward(x, w, d):
    """Back through the same weights; each weight's slope is what came in times what comes back."""
    return w.T @ d, np.outer(d, x), d`,
  relu: `def relu(x):
    return np.maximum(x, 0)`,
  relu_backward: `def relu_backward(x, d):
    """What was cut off on the way there is cut off on the way back."""
    return d * (x > 0)`,
  softmax: `def softmax(z):
    """The largest score is taken off first: the shares stay the same, and exp cannot overflow."""
    e = np.exp(z - z.max())
    return e / e.sum()`,
  sigmoid: `def sigmoid(z):
    """1 / (1 + exp(-z)), written so that exp cannot overflow."""
    return np.exp(-np.logaddexp(0, -z))`,
  cross_entropy: `def cross_entropy(z, label):
    """-log of the label's probability, straight from the scores."""
    return np.logaddexp.reduce(z) - z[label]`,
  cross_entropy_backward: `def cross_entropy_backward(z, label):
    """What the network believes minus what it should have believed."""
    d = softmax(z)
    d[label] -= 1
    return d`,
  binary_cross_entropy: `def binary_cross_entropy(z, target):
    """-log of the probability of what is true: sigmoid(z) where target is 1, else 1 - sigmoid(z)."""
    return (np.logaddexp(0, z) - z * target).mean()`,
  binary_cross_entropy_backward: `def binary_cross_entropy_backward(z, target):
    """What the unit believes minus what is true."""
    return (sigmoid(z) - target) / z.size`,
});
