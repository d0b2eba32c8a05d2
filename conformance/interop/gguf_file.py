"""The GGUF format, version 3, as far as a small model needs it: named values, then tensors of 32-bit floats."""

import struct
from array import array

MAGIC = b"GGUF"
VERSION = 3
ALIGNMENT = 32
FLOAT32 = 0

# The numbers of the value types.
UINT32, INT32, FLOAT, BOOL, STRING, ARRAY = 4, 5, 6, 7, 8, 9


def string(text):
    encoded = text.encode()
    return struct.pack("<Q", len(encoded)) + encoded


ENCODERS = {
    UINT32: lambda value: struct.pack("<I", value),
    INT32: lambda value: struct.pack("<i", value),
    FLOAT: lambda value: struct.pack("<f", value),
    BOOL: lambda value: struct.pack("<?", value),
    STRING: string,
}


def value(kind, content):
    return struct.pack("<I", kind) + ENCODERS[kind](content)


def values(kind, contents):
    items = b"".join(ENCODERS[kind](content) for content in contents)
    return struct.pack("<IIQ", ARRAY, kind, len(contents)) + items


def padding(length):
    return b"\0" * (-length % ALIGNMENT)


def write(path, metadata, tensors):
    """Writes a file.

    metadata: name to the bytes of `value` or `values`. tensors: name to (sizes, floats), the fastest-moving size first.
    """
    head = MAGIC + struct.pack("<IQQ", VERSION, len(tensors), len(metadata))
    head += b"".join(string(name) + content for name, content in metadata.items())
    data = bytearray()
    for name, (sizes, floats) in tensors.items():
        head += string(name) + struct.pack(f"<I{len(sizes)}QIQ", len(sizes), *sizes, FLOAT32, len(data))
        content = array("f", floats).tobytes()
        data += content + padding(len(content))
    path.write_bytes(head + padding(len(head)) + data)
