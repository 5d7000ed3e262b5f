#!/usr/bin/env python3
"""Films as programs see them that are not ours: ffprobe and ffmpeg. Exit status 77: they are not here."""
import json
import math
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import wave

perilune = sys.argv[1]
if not shutil.which("ffprobe") or not shutil.which("ffmpeg"):
    print("skipped: needs ffprobe and ffmpeg (Debian's ffmpeg)")
    sys.exit(77)
wrong = []


def expect(holds, what):
    if not holds:
        wrong.append(what)


def made(name, *options, story="s.story.yaml", rate="6"):
    subprocess.run([perilune, "film", story, "-o", name, "--size", "64x36", "--fps", rate, *options],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    told = subprocess.run(["ffprobe", "-v", "error", "-print_format", "json", "-show_chapters", "-show_streams",
                           "-show_format", name], check=True, capture_output=True, text=True).stdout
    return json.loads(told)


def write_wav(name, seconds, sample):
    with wave.open(name, "wb") as out:
        out.setnchannels(1), out.setsampwidth(2), out.setframerate(48000)
        out.writeframes(b"".join(struct.pack("<h", int(32767 * max(-1, min(1, sample(i / 48000)))))
                                 for i in range(int(seconds * 48000))))


def loudness(name):
    """Integrated, LUFS, and true peak, dBFS, as ffmpeg's ebur128 measures them."""
    told = subprocess.run(["ffmpeg", "-hide_banner", "-nostats", "-i", name, "-vn", "-af", "ebur128=peak=true", "-f", "null", "-"],
                          check=True, capture_output=True, text=True).stderr.rsplit("Summary:", 1)[1]
    return float(re.search(r"I:\s+(\S+) LUFS", told)[1]), float(re.search(r"Peak:\s+(\S+) dBFS", told)[1])


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open("s.story.yaml", "w", encoding="utf-8") as file:
        file.write("perilune: story/1\ntitle: Two seconds\nduration: 2\nkeyframes:\n"
                   "  - {at: 0, date: 2021-03-09, select: first-crewed-landing}\n"
                   "  - {at: 1, subtitle: \"Kapitola – 第二\"}\n"
                   "captions:\n  - {from: 0.5, to: 1.5, text: Words}\n")
    for name in ("a.mp4", "a.mkv", "a.mov"):
        told = made(name, "--title-card", "1", "--credits", "0.5", "--licence", "CC BY 4.0")
        titles = [chapter["tags"]["title"] for chapter in told["chapters"]]
        expect(titles == ["Two seconds", "Two seconds", "Kapitola – 第二", "Sources"], f"{name}: chapters {titles}")
        starts = [round(float(chapter["start_time"]), 3) for chapter in told["chapters"]]
        expect(starts == [0, 1, 2, 3], f"{name}: chapters begin at {starts}")
        tags = {key.lower(): value for key, value in told["format"]["tags"].items()}
        expect(tags.get("title") == "Two seconds", f"{name}: title {tags}")
        expect("s.story.yaml" in tags.get("comment", ""), f"{name}: comment {tags}")
        if name != "a.mov":
            expect(tags.get("copyright") == "CC BY 4.0", f"{name}: licence {tags}")
            expect("looked after until" in tags.get("description", ""), f"{name}: description {tags}")
    for name, codec, pixels in (("b.mov", "prores4444", "yuva444p1"), ("b.mkv", "ffv1", "bgra")):
        video = made(name, "--codec", codec, "--alpha", "sky")["streams"][0]
        expect(video["pix_fmt"].startswith(pixels), f"{name}: pixels {video['pix_fmt']}")
    told = made("c.mp4", "--captions", "track")
    kinds = [stream["codec_name"] for stream in told["streams"]]
    expect("h264" in kinds and "mov_text" in kinds, f"c.mp4: streams {kinds}")
    # Speech of a kind: syllables of noise between silences; and music, much louder.
    with open("t.story.yaml", "w", encoding="utf-8") as file:
        file.write("perilune: story/1\ntitle: Twelve seconds\nduration: 12\nkeyframes:\n  - {at: 0, date: 2021-03-09}\n"
                   "narration:\n  - {file: voice.wav, at: 2}\nmusic:\n  - {file: music.wav, repeat: true, fade-out: 2}\n")
    write_wav("voice.wav", 6, lambda t: 0.05 * (math.sin(t * 2500) + math.sin(t * 7919)) * (math.sin(t * 20) > 0))
    write_wav("music.wav", 5, lambda t: 0.7 * math.sin(t * 1382) * (0.6 + 0.4 * math.sin(t * 3)))
    for name, codec in (("d.mp4", "aac"), ("d.webm", "opus"), ("d.mkv", "flac"), ("d.mov", "pcm_s24le")):
        told = made(name, story="t.story.yaml", rate="2")
        sound = [stream for stream in told["streams"] if stream["codec_type"] == "audio"]
        expect(len(sound) == 1 and sound[0]["codec_name"] == codec, f"{name}: sound {sound}")
        integrated, peak = loudness(name)
        expect(abs(integrated + 16) <= 0.5, f"{name}: {integrated} LUFS")
        expect(peak <= -0.5, f"{name}: true peak {peak} dBFS")
        expect(abs(float(told["format"]["duration"]) - 12) < 0.1, f"{name}: {told['format']['duration']} s")
    if shutil.which("espeak-ng"):
        told = made("e.mp4", "--narration", "draft")
        expect(any(stream["codec_type"] == "audio" for stream in told["streams"]), "e.mp4: nobody speaks")
        integrated, _ = loudness("e.mp4")
        expect(abs(integrated + 16) <= 1, f"e.mp4: spoken at {integrated} LUFS")
    else:
        print("not looked at: --narration draft needs espeak-ng")
    if shutil.which("exiftool"):
        told = json.loads(subprocess.run(["exiftool", "-json", "a.mp4"], check=True, capture_output=True, text=True).stdout)[0]
        expect(told.get("Title") == "Two seconds", f"exiftool: {told.get('Title')}")
for line in wrong:
    print(line)
sys.exit(1 if wrong else 0)
