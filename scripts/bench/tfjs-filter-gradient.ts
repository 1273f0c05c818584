import {
  type Attribute,
  conv2d,
  getKernel,
  registerKernel,
  reshape,
  Tensor,
  type Tensor4D,
  type TensorInfo,
  transpose,
} from '@tensorflow/tfjs-core';

const kernelName = 'Conv2DBackpropFilter';

/**
 * The wasm backend cannot differentiate a convolution by its filter. It is given the kernel it
 * lacks, out of its own operations: with batch and channels exchanged, the gradient is itself a
 * convolution, of the image with the upstream gradient (stride 1, no padding).
 */
export function registerFilterGradient(): void {
  if (maybeKernel()) return;
  registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc({ inputs: { x, dy }, attrs }) {
      expectPlain(attrs?.strides, attrs?.pad);
      const image = transpose(imageOf(x), [3, 1, 2, 0]);
      const upstream = transpose(imageOf(dy), [1, 2, 0, 3]);
      return transpose(conv2d(image, upstream, 1, 'valid'), [1, 2, 0, 3]);
    },
  });
}

const maybeKernel = () => getKernel(kernelName, 'wasm') ?? undefined;

/** What a kernel is given are tensors; a second one of the same data would free it for both. */
function imageOf(info: TensorInfo | undefined): Tensor4D {
  if (!(info instanceof Tensor)) throw new Error(`${kernelName}: expected a tensor`);
  return reshape(info, [info.shape[0], info.shape[1], info.shape[2], info.shape[3]]);
}

function expectPlain(strides: Attribute | undefined, pad: Attribute | undefined): void {
  const plain = [strides].flat(2).every((stride) => stride === 1) && (pad === 'valid' || pad === 0);
  if (!plain) throw new Error(`${kernelName}: only for stride 1 without padding`);
}
