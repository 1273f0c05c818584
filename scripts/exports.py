"""Runs the programs that the Lab wrote and holds their numbers against its trace.

    python3 scripts/exports.py FOLDER NETWORK...

FOLDER holds, for each network and digit, NAME-DIGIT-trace.npz and NAME-DIGIT-FRAMEWORK.py; called
by `npm run exports`. Scores are held to 1e-5 absolutely; gradients to 1e-5 of the largest entry of
their tensor.
"""

import contextlib
import io
import pathlib
import re
import runpy
import sys

import numpy as np

BOUND = 1e-5


def run(path):
    """The program as a reader runs it: what it defines, and what it prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        module = runpy.run_path(str(path), run_name="__main__")
    return module, printed.getvalue()


def printed_scores(text):
    return np.array([float(score) for score in re.findall(r"score +([-+][\d.]+)", text)])


def share(got, expected):
    """The largest difference, over the largest magnitude that was expected."""
    if got.shape != expected.shape:
        raise ValueError(f"{got.shape} instead of {expected.shape}")
    return np.abs(got - expected).max() / max(np.abs(expected).max(), 1e-12)


def numpy_run(path, trace):
    module, text = run(path)
    p = {name: module["tensor"](name).astype(np.float64) for name in module["NUMBERS"]}
    x = p.pop("x")
    target = int(trace["value.label" if "value.label" in trace else "value.target"].reshape(-1)[0])
    v = module["forward"](p, x)
    g, d = module["backward"](p, v, target)
    values = max(share(v[name], trace[f"value.{name}"][0]) for name in v)
    back = [share(g[name], trace[f"gradient.{name}"][0]) for name in g]
    back += [share(d[name], trace[f"paramGradient.{name}"]) for name in d]
    if set(d) != set(p) or "x" not in g:
        raise ValueError("a parameter or the drawing has no gradient")
    return text, max(values, *back)


def torch_run(path, trace):
    module, text = run(path)
    net, x = module["Net"](), module["drawing"]().requires_grad_()
    target = int(trace["value.label" if "value.label" in trace else "value.target"].reshape(-1)[0])
    module["loss"](net(x), target).backward()
    worst = share(x.grad[0].permute(1, 2, 0).numpy(), trace["gradient.x"][0])
    grads = [grad.grad for grad in net.parameters()]
    names = [name for name in trace if name.startswith("paramGradient.")]
    for name, grad in zip(names, grads):
        grad = grad.permute(2, 3, 1, 0) if grad.ndim == 4 else grad
        worst = max(worst, share(grad.numpy(), trace[name]))
    if len(names) != len(grads):
        raise ValueError(f"{len(grads)} gradients instead of {len(names)}")
    return text, worst


def keras_run(path, trace):
    return run(path)[1], None


def has_keras():
    try:
        import keras  # noqa: F401

        return True
    except ImportError:
        return False


def main():
    folder, networks = pathlib.Path(sys.argv[1]), sys.argv[2:]
    runs = {"numpy": numpy_run, "pytorch": torch_run, "keras": keras_run}
    failed = 0
    for network in networks:
        for framework, go in runs.items():
            if framework == "keras" and not has_keras():
                print(f"{network} keras: not run, this Python has no Keras")
                continue
            scores, gradients, count = 0.0, 0.0, 0
            for path in sorted(folder.glob(f"{network}-*-{framework}.py")):
                trace = dict(np.load(path.with_name(path.name.replace(f"{framework}.py", "trace.npz"))))
                name = "value.logits" if "value.logits" in trace else "value.score"
                text, worst = go(path, trace)
                scores = max(scores, np.abs(printed_scores(text) - trace[name][0]).max())
                gradients = max(gradients, worst or 0.0)
                count += 1
            good = count == 10 and scores <= BOUND and gradients <= BOUND
            failed += not good
            back = "" if framework == "keras" else f", gradients within {gradients:.1e} of the largest"
            print(f"{network} {framework}: {count} digits, scores within {scores:.1e}{back}{'' if good else '  FAULT'}")
    print(f"exports: {failed} failed")
    sys.exit(1 if failed else 0)


main()
