#!/bin/sh
# Installs the Debian packages the project uses, those that are missing only; needs root or sudo for that.
# python3-venv: the environment itself. tesseract-ocr-vie: scans. libreoffice-writer-nogui: DOC, RTF and ODT.
# `chromium` as the argument: that browser instead, LibreOffice Calc, libical and libfiu, which only the tests use.
# poppler-utils: the independent oracle for words in tests. fonts-*: pages the tests print, with every Vietnamese letter.
set -eu
missing=""
want() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
if [ "${1:-}" = chromium ]; then
    want chromium chromium
    [ -e /usr/lib/libreoffice/program/libsclo.so ] || missing="$missing libreoffice-calc-nogui"
    ls /usr/lib/*/libical.so.3 >/dev/null 2>&1 || missing="$missing libical3"
    want fiu-run fiu-utils
    want gcc gcc
    [ -e /usr/include/fiu.h ] || missing="$missing libfiu-dev"
else
    want pdftotext poppler-utils
    want soffice libreoffice-writer-nogui
    want tesseract "tesseract-ocr tesseract-ocr-vie"
    if command -v tesseract >/dev/null 2>&1; then
        tesseract --list-langs 2>/dev/null | grep -qx vie || missing="$missing tesseract-ocr-vie"
    fi
    [ -d /usr/share/fonts/truetype/dejavu ] || missing="$missing fonts-dejavu-core"
    [ -d /usr/share/fonts/truetype/liberation ] || missing="$missing fonts-liberation"
    "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
fi
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "please install:$missing" >&2
    exit 0
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
