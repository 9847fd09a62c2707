"""How a gap is mended: by replacing a method in the running process, never a file of moto.

Both refuse what they do not expect, so that a newer moto, which may have closed a gap by itself,
is noticed at start-up.
"""

import functools


def mends(owner, name):
    """Replaces the method `name` of `owner` by one that gets the original as its first argument."""

    def replace(mended):
        original = vars(owner)[name]

        @functools.wraps(original)
        def method(*args, **kwargs):
            return mended(original, *args, **kwargs)

        setattr(owner, name, method)
        return mended

    return replace


def adds(owner):
    """Gives `owner` a method which it lacks, under the function's own name."""

    def add(missing):
        if hasattr(owner, missing.__name__):
            raise AttributeError(f"{owner.__name__} has {missing.__name__} by now: drop this gap")
        setattr(owner, missing.__name__, missing)
        return missing

    return add
