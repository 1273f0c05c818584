/** The part of ConvNetJS 0.3.0 that the bench uses. */
declare module 'convnetjs' {
  class Vol {
    constructor(width: number, height: number, depth: number, value?: number);
    /** Row-major, the channel last. */
    w: Float64Array;
  }
  interface Layer {
    readonly layer_type: string;
    /** One for each unit or channel: fc and conv have them. */
    readonly filters?: readonly Vol[];
    readonly biases?: Vol;
  }
  class Net {
    readonly layers: readonly Layer[];
    makeLayers(definitions: readonly Readonly<Record<string, string | number>>[]): void;
    forward(image: Vol): Vol;
    getPrediction(): number;
  }
  class Trainer {
    constructor(
      net: Net,
      options: {
        method: 'sgd';
        learning_rate: number;
        momentum: number;
        batch_size: number;
        l1_decay: number;
        l2_decay: number;
      },
    );
    train(image: Vol, label: number): { readonly cost_loss: number };
  }
  const convnetjs: { Vol: typeof Vol; Net: typeof Net; Trainer: typeof Trainer };
  export default convnetjs;
}
