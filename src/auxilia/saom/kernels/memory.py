# mypy: ignore-errors
"""Memory that the kernels share: one table of addresses and shapes, and how an array is taken from it.

All that a simulation reads and writes lies in arrays that Python made; a kernel gets one table of where they
are, so that no call carries a hundred arguments. The fields are those of `auxilia.saom.fields`.
"""

import inspect

from llvmlite import ir
from numba import types
from numba.core.compiler import Flags, compile_internal
from numba.core.cpu_options import FastMathOptions
from numba.core.registry import cpu_target
from numba.extending import intrinsic
from numba.np.arrayobj import populate_array

# What items of arrays are is looked up a thousand times, and found at once if arrays are known before lists.
cpu_target.typing_context.refresh()
# Sums may be reordered so that they run in vector registers.
SUMMING = {"reassoc", "contract", "nsz"}


def kernel(result, fastmath=()):
    """A function that other kernels call, compiled into the library of the one that calls it first.

    A jitted function is a library of its own, which Numba optimizes and turns into machine code alone, and
    optimizes again in every library that calls it. `result` is its type; `fastmath` are LLVM's flags.
    """

    def decorate(function):
        made = {}

        def typed(typingctx, *given):
            def codegen(context, builder, signature, values):
                library = context.active_code_library
                key = library, signature.args
                if key not in made:
                    made[key] = _compiled(context, library, function, signature, fastmath)
                _, found = context.call_internal_no_propagate(builder, made[key], signature, values)
                return found

            return result(*[types.unliteral(one) for one in given]), codegen

        own = inspect.signature(typed).parameters["typingctx"]
        typed.__signature__ = inspect.Signature([own, *inspect.signature(function).parameters.values()])
        return intrinsic(typed)

    return decorate


def _compiled(context, library, function, signature, fastmath):
    """The descriptor of a function compiled into a library, where it goes if it is inlined everywhere."""
    flags = Flags()
    flags.no_compile, flags.no_cpython_wrapper, flags.no_cfunc_wrapper = True, True, True
    flags.error_model = "numpy"
    flags.fastmath = FastMathOptions(set(fastmath))
    made = compile_internal(
        context.typing_context,
        context,
        library,
        function,
        signature.args,
        signature.return_type,
        flags,
        {},
    )
    library.get_function(made.fndesc.llvm_func_name).linkage = "linkonce_odr"
    return made.fndesc


def _call(name, result, last):
    """An intrinsic that calls the C function at an address."""

    def typed(typingctx, address, args, ego, value):
        def codegen(context, builder, signature, values):
            pointer, word, number = ir.IntType(8).as_pointer(), ir.IntType(64), ir.DoubleType()
            row = result is types.void
            shape = ir.FunctionType(
                ir.VoidType() if row else number, [pointer, word, pointer if row else number]
            )
            given = builder.inttoptr(values[3], pointer) if row else values[3]
            function = builder.inttoptr(values[0], shape.as_pointer())
            called = builder.call(function, [builder.inttoptr(values[1], pointer), values[2], given])
            return context.get_dummy_value() if row else called

        return result(types.int64, types.int64, types.int64, last), codegen

    typed.__name__ = name
    return intrinsic(typed)


@intrinsic
def uniform(typingctx, bits):
    """A number between 0 and 1 from the bit generator at an address (NumPy's struct bitgen_t)."""

    def codegen(context, builder, signature, values):
        pointer, word = ir.IntType(8).as_pointer(), ir.IntType(64)
        fields = builder.inttoptr(values[0], word.as_pointer())
        state, function = (builder.load(builder.gep(fields, [ir.Constant(word, place)])) for place in (0, 3))
        shape = ir.FunctionType(ir.DoubleType(), [pointer])
        return builder.call(
            builder.inttoptr(function, shape.as_pointer()), [builder.inttoptr(state, pointer)]
        )

    return types.float64(types.int64), codegen


write_row = _call("write_row", types.void, types.int64)
value_at = _call("value_at", types.float64, types.float64)


def _array(dtype, dimensions):
    """An intrinsic that takes a field from the memory as an array."""
    array, table = types.Array(dtype, dimensions, "C"), types.Array(types.int64, 2, "C")

    def typed(typingctx, memory, field):
        def codegen(context, builder, signature, values):
            where = context.make_array(table)(context, builder, values[0]).data
            word = where.type.pointee
            place = builder.mul(values[1], ir.Constant(word, 5))
            row = [
                builder.load(builder.gep(where, [builder.add(place, ir.Constant(word, k))])) for k in range(5)
            ]
            made = context.make_array(array)(context, builder)
            size = context.get_abi_sizeof(context.get_data_type(dtype))
            stride, strides = ir.Constant(word, size), []
            for k in range(dimensions, 0, -1):
                strides.insert(0, stride)
                stride = builder.mul(stride, row[k])
            populate_array(
                made,
                data=builder.inttoptr(row[0], made.data.type),
                shape=row[1 : 1 + dimensions],
                strides=strides,
                itemsize=ir.Constant(word, size),
                meminfo=None,
            )
            return made._getvalue()

        return array(table, types.int64), codegen

    return intrinsic(typed)


bytes1, bytes2, bytes3 = (_array(types.uint8, dimensions) for dimensions in (1, 2, 3))
shorts3 = _array(types.uint16, 3)
ints1, ints2, ints3, ints4 = (_array(types.int64, dimensions) for dimensions in (1, 2, 3, 4))
floats1, floats2, floats3 = (_array(types.float64, dimensions) for dimensions in (1, 2, 3))
