"""The kernels on an accelerator: the same source, the same digits."""
