"""Records that must not be installed: broken_records.py GOOD.tar.gz FOLDER writes FOLDER/WHAT.tar.gz for each way to break
one. `serve FOLDER CERT KEY` serves FOLDER over https and prints its port: /NAME is that file, /http/NAME and
/file/NAME lead on to other kinds of addresses, /short/NAME breaks off, /missing is not there."""
import hashlib
import http.server
import io
import os
import ssl
import sys
import tarfile
import zlib


def tar(entries):
    """The bytes of a .tar.gz of (name, body) and of ready TarInfos."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", format=tarfile.PAX_FORMAT) as archive:
        for name, body in entries:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            if info.isreg():
                info.size = len(body)
            archive.addfile(info, io.BytesIO(body or b""))
    return out.getvalue()


def special(name, kind, to=""):
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = to
    return (info, None)


def zeros():
    """A file of 10 GB of zeros, in 10 MB."""
    info = tarfile.TarInfo("artemis.yaml")
    info.size = 10 << 30
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = squeeze.compress(info.tobuf(format=tarfile.GNU_FORMAT)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    block = squeeze.compress(bytes(64 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + head + block * 160


def break_all(good, folder):
    with tarfile.open(good) as archive:
        entries = [(m.name, archive.extractfile(m).read()) for m in archive.getmembers()]
    whole = open(good, "rb").read()
    manifest = dict(entries)["record.manifest"].decode()
    rest = [entry for entry in entries if entry[0] != "record.manifest"]

    def named(files, text=manifest):
        """A record whose manifest is right of what it holds."""
        lines = text[:text.index("files:")] + "files:\n"
        lines += "".join(f"  {name}: {hashlib.sha256(body).hexdigest()}\n" for name, body in files)
        return tar([("record.manifest", lines.encode())] + files)

    changed = [(n, b + b"# more\n" if n == "artemis.yaml" else b) for n, b in entries]
    broken = {
        "truncated": whole[: len(whole) // 2],
        "truncated-late": whole[:-1],
        "more-behind": whole + b"more",
        "truncated-early": whole[:100],
        "empty": b"",
        "no-archive": b"perilune: timeline/1\n" * 100,
        "flipped": whole[:-6] + bytes([whole[-6] ^ 0x55]) + whole[-5:],
        "wrong-hash": tar(changed),
        "older": named(rest, manifest.replace("version: 2", "version: 1")),
        "traversal": tar(entries + [("../../../perilune-was-here.yaml", b"x")]),
        "absolute": tar(entries + [("/tmp/perilune-was-here.yaml", b"x")]),
        "in-a-folder": tar(entries + [("sub/x.yaml", b"x")]),
        "folder": tar(entries + [special("sub", tarfile.DIRTYPE)]),
        "symlink": tar(entries + [special("x.yaml", tarfile.SYMTYPE, "/etc/passwd")]),
        "symlink-in-place": tar([e for e in entries if e[0] != "artemis.yaml"]
                                + [special("artemis.yaml", tarfile.SYMTYPE, "/etc/passwd")]),
        "hardlink": tar(entries + [special("x.yaml", tarfile.LNKTYPE, "artemis.yaml")]),
        "device": tar(entries + [special("x.yaml", tarfile.CHRTYPE)]),
        "pipe": tar(entries + [special("x.yaml", tarfile.FIFOTYPE)]),
        "zeros": zeros(),
        "zeros-in-pieces": tar(entries + [(f"z{i}.yaml", bytes(15 << 20)) for i in range(6)]),
        "many": tar([(f"z{i}.yaml", b"x") for i in range(3000)]),
        "twice": tar(entries + [("artemis.yaml", b"x")]),
        "manifest-missing": tar(rest),
        "manifest-twice": tar(entries + [("record.manifest", dict(entries)["record.manifest"])]),
        "manifest-odd": tar([("record.manifest", b"perilune: record/1\nversion: soon\n")] + rest),
        "manifest-empty": tar([("record.manifest", b"perilune: record/1\nversion: 2031-01-01\n")]),
        "file-missing": tar([e for e in entries if e[0] != "artemis.yaml"]),
        "file-extra": tar(entries + [("extra.yaml", b"perilune: timeline/1\n")]),
        "odd-name": tar(entries + [("x.sh", b"#!/bin/sh\n")]),
        "not-yaml": named([(n, b"\0\1 [" if n == "artemis.yaml" else b) for n, b in rest]),
        "mistakes": named([(n, b.replace(b"lane:", b"lain:") if n == "artemis.yaml" else b) for n, b in rest]),
        "no-milestones": named([("a.yaml", b"perilune: timeline/1\nsources: {x: {title: X, publisher: Y}}\n")]),
    }
    for name, body in broken.items():
        with open(os.path.join(folder, name + ".tar.gz"), "wb") as file:
            file.write(body)
    print(" ".join(broken))


def serve(folder, certificate, key):
    class Server(http.server.BaseHTTPRequestHandler):
        def log_message(self, form, *arguments):
            pass

        def do_GET(self):
            how, _, name = self.path[1:].partition("/")
            if how in ("http", "file"):
                self.send_response(302)
                host = f"localhost:{port}/" if how == "http" else folder + "/"
                self.send_header("Location", f"{how}://{host}{name}")
                return self.end_headers()
            if how == "missing":
                self.send_response(404)
                return self.end_headers()
            body = open(os.path.join(folder, os.path.basename(name or how)), "rb").read()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if how == "short" else body)

    server = http.server.ThreadingHTTPServer(("localhost", 0), Server)
    port = server.server_address[1]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    print(port, flush=True)
    server.serve_forever()


if sys.argv[1] == "serve":
    serve(*sys.argv[2:])
else:
    break_all(*sys.argv[1:])
