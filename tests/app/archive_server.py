"""An archive that misbehaves: archive_server.py FOLDER serves FOLDER/product.lbl and product.img under every name, and
prints its port. The first folder of the path says how: whole, noranges, cut (breaks off once in the middle), short
(always does), missing, larger, html, hang, loop, changed (another version for whoever resumes)."""
import http.server
import os
import sys
import threading
import time

folder = sys.argv[1]
cut = set()


class Archive(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, form, *arguments):
        with open(os.path.join(folder, "log.txt"), "a") as log:
            log.write("%s %s\n" % (self.path, self.headers.get("Range", "-")))

    def do_GET(self):
        path = self.path
        if path.startswith("http://"):  # we are somebody's proxy
            path = "/" + path.split("/", 3)[3]
        how = path.split("/")[1]
        name = "product.img" if path.endswith(".img") else "product.lbl"
        image = name == "product.img"
        self.log_request()
        if how == "hang" or how == "hangimage" and image:
            time.sleep(30)
            return
        if how == "loop":
            return self.say(302, b"", {"Location": self.path})
        if how == "elsewhere":
            return self.say(302, b"", {"Location": "file:///etc/passwd"})
        if how == "missing" or how == "noimage" and image:
            return self.say(404, b"<html>gone</html>", {})
        if how == "html":
            return self.say(200, b"<!DOCTYPE html><html>Log in, please</html>", {})
        with open(os.path.join(folder, name), "rb") as file:
            body = file.read()
        if how == "larger" and image:
            body += b"x" * 100
        tag = '"2"' if how == "changed" and path in cut else '"1"'
        start = 0
        status = 200
        headers = {"ETag": tag}
        asked = self.headers.get("Range", "")
        if asked.startswith("bytes=") and how != "noranges" and self.headers.get("If-Range", tag) == tag:
            start = int(asked[6:].split("-")[0])
            status = 206
            headers["Content-Range"] = "bytes %d-%d/%d" % (start, len(body) - 1, len(body))
        part = body[start:]
        if image and (how == "short" or how in ("cut", "noranges", "changed") and path not in cut):
            cut.add(path)
            part = part[: len(part) // 2]
            self.close_connection = True
        self.say(status, part, headers, len(body) - start)

    def say(self, status, body, headers, length=None):
        self.send_response_only(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Archive)
server.daemon_threads = True
print(server.server_port, flush=True)
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()  # ends with the test
server.serve_forever()
