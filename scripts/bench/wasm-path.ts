/** Where the binaries of tfjs' wasm backend lie on the bench's server. */
export const wasmPath = '/data/';
