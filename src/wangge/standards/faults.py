"""What the operating system says of files and networks, in Chinese."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: "没有这个文件或目录",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EEXIST: "已有同名的文件",
    errno.EISDIR: "这是目录，不是文件",
    errno.ENOTDIR: "路径中有一段不是目录",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
    errno.ENAMETOOLONG: "名称太长",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    errno.ECONNREFUSED: "对方拒绝连接",
}


def in_words(error: OSError) -> str:
    """One clause without a full stop; the system's own words where there are none of ours."""
    told = _WORDS.get(error.errno or 0) or error.strerror or " ".join(str(error).split())
    return f"{error.filename}：{told}" if error.filename else told
