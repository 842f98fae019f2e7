"""Code that was made for a CUDA device, run on this processor: no device is needed.

numba-cuda translates a kernel to the language of LLVM, which NVIDIA's compiler then takes. Here
that language is handed to the processor's compiler instead, with a stand-in for each of the few
functions that a device has and a processor has not. Written for numba-cuda 0.30, whose inner doors
it uses.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import llvmlite.binding as llvm
import numpy as np
from numba.cuda import compiler, dispatcher
from numba.cuda.typing.typeof import typeof

__all__ = ["CAPABILITY", "Lowered", "signature_of", "without_a_device"]

CAPABILITY = (9, 0)
"""Of the device that code is made for."""

REGISTERS = ("tid", "ctaid", "ntid", "nctaid")

STAND_INS = """
declare double @llvm.fabs.f64(double)
declare double @llvm.sqrt.f64(double)
declare double @llvm.ceil.f64(double)
define double @__nv_fabs(double %x) {
  %r = call double @llvm.fabs.f64(double %x)
  ret double %r
}
define double @__nv_sqrt(double %x) {
  %r = call double @llvm.sqrt.f64(double %x)
  ret double %r
}
define double @__nv_ceil(double %x) {
  %r = call double @llvm.ceil.f64(double %x)
  ret double %r
}
define i64 @__nv_double_as_longlong(double %x) {
  %r = bitcast double %x to i64
  ret i64 %r
}
define double @__nv_longlong_as_double(i64 %x) {
  %r = bitcast i64 %x to double
  ret double %r
}
""" + "".join(
    f"@{name} = global i32 1\n"
    f"define i32 @read_{name}() {{\n  %r = load i32, ptr @{name}\n  ret i32 %r\n}}\n"
    for name in REGISTERS
)


def without_a_device() -> None:
    """Let numba-cuda make code for a device of `CAPABILITY` though none is there."""

    class Absent:
        compute_capability = CAPABILITY

    dispatcher.get_current_device = Absent


def signature_of(given: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the types by which numba-cuda makes a kernel for what it is given."""
    return tuple(typeof(each) for each in given)


class Lowered:
    """A kernel as lowered for a device, and compiled for this processor."""

    def __init__(self, source: Any, given: tuple[Any, ...]) -> None:
        library, _ = compiler._compile_pyfunc_with_fixup(
            source, signature_of(given), device=False, cc=CAPABILITY, abi="numba", opt=True,
            debug=False, lineinfo=False, fastmath=False, abi_info=None, forceinline=False,
            launch_bounds=None, lto=False,
        )  # fmt: skip
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        whole = llvm.parse_assembly(STAND_INS)
        for text in library.llvm_strs:
            whole.link_in(llvm.parse_assembly(_for_here(text)))
        whole.verify()
        missing = [each.name for each in whole.functions if _is_missing(each)]
        if missing:
            raise SystemExit(f"no stand-in for {', '.join(missing)}; write one")
        target = llvm.Target.from_default_triple().create_target_machine(
            cpu=llvm.get_host_cpu_name(), features=llvm.get_host_cpu_features().flatten(), opt=2,
            codemodel="jitdefault",
        )  # fmt: skip
        passes = llvm.create_pass_builder(target, llvm.create_pipeline_tuning_options(2))
        passes.getModulePassManager().run(whole, passes)
        self._engine = llvm.create_mcjit_compiler(whole, target)
        self._engine.finalize_object()
        self._at = self._engine.get_function_address(library._entry_name)

    def __getitem__(self, launch: tuple[int, int]) -> Any:
        """Return what runs the kernel over so many blocks of threads, one thread after another."""

        def run(*given: Any) -> None:
            values, kinds = zip(*_flat(given), strict=True)
            kernel = ctypes.CFUNCTYPE(None, *kinds)(self._at)
            register = {name: self._register(name) for name in REGISTERS}
            register["nctaid"].value, register["ntid"].value = launch
            for block in range(launch[0]):
                for thread in range(launch[1]):
                    register["ctaid"].value, register["tid"].value = block, thread
                    kernel(*values)

        return run

    def _register(self, name: str) -> Any:
        return ctypes.c_int32.from_address(self._engine.get_global_value_address(name))


def _for_here(text: str) -> str:
    """Return a module for this processor instead of a device."""
    text = re.sub(r"^target (triple|datalayout).*$", "", text, flags=re.MULTILINE)
    for name in REGISTERS:
        text = text.replace(f"llvm.nvvm.read.ptx.sreg.{name}.x", f"read_{name}")
    return text


def _is_missing(function: Any) -> bool:
    name = function.name
    of_llvm = name.startswith("llvm.") and not name.startswith("llvm.nvvm")
    return bool(function.is_declaration) and not of_llvm


def _flat(given: Any) -> Iterator[tuple[Any, Any]]:
    """Yield numbers, and what an array is to a kernel, each with its kind."""
    if isinstance(given, tuple):
        for each in given:
            yield from _flat(each)
    elif isinstance(given, np.ndarray):
        parts = (0, 0, given.size, given.itemsize, given.ctypes.data, *given.shape, *given.strides)
        yield from ((part, ctypes.c_int64) for part in parts)
    elif isinstance(given, bool):
        yield int(given), ctypes.c_uint8
    else:
        yield given, ctypes.c_int64 if isinstance(given, int) else ctypes.c_double
