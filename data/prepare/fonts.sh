#!/bin/sh
# Makes the subset fonts in src/typeface/fonts from the named packages. Needs npm, Python 3 and a network.
# Usage: data/prepare/fonts.sh [FOLDER]   (FOLDER: where to write; src/typeface/fonts by default)
set -eu

NOTO=@expo-google-fonts/noto-sans@0.4.2
VAZIRMATN=@expo-google-fonts/vazirmatn@0.4.1
FONTTOOLS=fonttools==4.68.0

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:-$here/../../src/typeface/fonts}"
out=$(cd "${1:-$here/../../src/typeface/fonts}" && pwd)
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

python3 -m venv "$temp/venv"
"$temp/venv/bin/pip" install --quiet "$FONTTOOLS"
(cd "$temp" && npm init --yes >/dev/null && npm install --silent --ignore-scripts "$NOTO" "$VAZIRMATN")
fonts="$temp/node_modules/@expo-google-fonts"

# Basic Latin, Latin-1, Latin Extended-A; modifier letters; combining marks; Cyrillic; Latin Extended Additional;
# general punctuation; № € −. This Noto Sans has no ≈ ≤ ≥ and no arrows; the codes stay for a later edition.
noto_range=U+0020-007E,U+00A0-017F,U+02B0-02FF,U+0300-036F,U+0400-04FF,U+1E00-1EFF,U+2010-205E,U+20AC,U+2116,U+2212,U+2248,U+2264,U+2265
# Space; Arabic and its supplement; joiners and direction marks; presentation forms. No Latin letters, no basic
# digits: else a renderer that falls back to this font would set them in it too.
vazirmatn_range=U+0020,U+00A0,U+0600-06FF,U+0750-077F,U+200C-200F,U+2066-2069,U+FB50-FDFF,U+FE70-FEFF

subset() {
    "$temp/venv/bin/pyftsubset" "$1" --output-file="$out/$2" --unicodes="$3" \
        --layout-features='*' --no-hinting --notdef-outline --name-IDs='*'
}
subset "$fonts/noto-sans/400Regular/NotoSans_400Regular.ttf" NotoSans-Regular.ttf "$noto_range"
subset "$fonts/noto-sans/700Bold/NotoSans_700Bold.ttf" NotoSans-Bold.ttf "$noto_range"
subset "$fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf" NotoSans-Italic.ttf "$noto_range"
subset "$fonts/vazirmatn/400Regular/Vazirmatn_400Regular.ttf" Vazirmatn-Regular.ttf "$vazirmatn_range"
subset "$fonts/vazirmatn/700Bold/Vazirmatn_700Bold.ttf" Vazirmatn-Bold.ttf "$vazirmatn_range"
cp "$fonts/noto-sans/LICENSE_FONT" "$out/OFL-NotoSans.txt"
cp "$fonts/vazirmatn/LICENSE_FONT" "$out/OFL-Vazirmatn.txt"
(cd "$out" && sha256sum ./*.ttf)
