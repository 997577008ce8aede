#!/bin/sh
# Makes the subset fonts in src/typeface/fonts from the named packages. Needs npm, Python 3 and a network.
# Usage: data/prepare/fonts.sh [FOLDER]   (FOLDER: where to write; src/typeface/fonts by default)
set -eu

NOTO=@expo-google-fonts/noto-sans@0.4.2
VAZIRMATN=@expo-google-fonts/vazirmatn@0.4.1
FONTTOOLS=fonttools==4.68.0
# Fonts of one script each: its name in the packages, their version, its name in the fonts' names, its characters. Spaces and joiners
# come with each; no Latin letters and digits: else a renderer that falls back to such a font would set them in it too.
SCRIPTS='
armenian 0.4.2 Armenian U+0531-058F,U+FB13-FB17
bengali 0.4.4 Bengali U+0951-0952,U+0964-0965,U+0980-09FF,U+25CC
devanagari 0.4.1 Devanagari U+0900-097F,U+25CC
ethiopic 0.4.2 Ethiopic U+1200-137F
georgian 0.4.3 Georgian U+10A0-10FF,U+1C90-1CBF,U+2D00-2D2F
gurmukhi 0.4.1 Gurmukhi U+0964-0965,U+0A00-0A7F,U+25CC
hebrew 0.4.1 Hebrew U+0591-05F4,U+FB1D-FB4F,U+25CC
khmer 0.4.3 Khmer U+1780-17FF,U+19E0-19FF,U+25CC
lao 0.4.2 Lao U+0E80-0EFF,U+25CC
myanmar 0.4.2 Myanmar U+1000-109F,U+AA60-AA7F,U+25CC
thai 0.4.2 Thai U+0E01-0E7F,U+25CC
'

here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:-$here/../../src/typeface/fonts}"
out=$(cd "${1:-$here/../../src/typeface/fonts}" && pwd)
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

python3 -m venv "$temp/venv"
"$temp/venv/bin/pip" install --quiet "$FONTTOOLS"
packages=$(echo "$SCRIPTS" | while read -r name version rest; do
    [ -z "$name" ] || echo "@expo-google-fonts/noto-sans-$name@$version"
done)
# shellcheck disable=SC2086 # one word for each package
(cd "$temp" && npm init --yes >/dev/null && npm install --silent --ignore-scripts "$NOTO" "$VAZIRMATN" $packages)
fonts="$temp/node_modules/@expo-google-fonts"

# Basic Latin, Latin-1, Latin Extended-A; letters of Vietnamese, Romanian, Azerbaijani, pinyin and languages of Africa from Latin Extended-B
# and the IPA block; modifier letters; combining marks; Greek; Cyrillic; Latin Extended Additional; general punctuation; № € −.
# This Noto Sans has no ≈ ≤ ≥ and no arrows; the codes stay for a later edition.
latin_range=U+0020-007E,U+00A0-017F,U+0181,U+0186-0187,U+0189-018A,U+018E-0194,U+0196-0199,U+019D-01A1,U+01A4-01A5,U+01AF-01B4,U+01CD-01DD,U+01E6-01E9,U+01F4-01F5,U+01F8-01F9,U+0218-021B,U+0241-0242,U+0244,U+0253-0254,U+0256-0257,U+0259,U+025B,U+0260,U+0263,U+0268-0269,U+0272,U+0275,U+0289-028B,U+0292,U+02B0-02FF
noto_range=$latin_range,U+0300-036F,U+0384-03CE,U+0400-04FF,U+1E00-1EFF,U+2010-205E,U+20AC,U+2116,U+2212,U+2248,U+2264,U+2265
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
echo "$SCRIPTS" | while read -r name version script range; do
    [ -n "$name" ] || continue
    subset "$fonts/noto-sans-$name/400Regular/NotoSans${script}_400Regular.ttf" "NotoSans$script-Regular.ttf" \
        "U+0020,U+00A0,U+200C-200D,$range"
done
# One text of the licence for all of Noto; the first line of each package says whose its font is.
(cd "$fonts" && head -q -n 1 noto-sans/LICENSE_FONT noto-sans-*/LICENSE_FONT && tail -n +2 noto-sans/LICENSE_FONT) >"$out/OFL-NotoSans.txt"
cp "$fonts/vazirmatn/LICENSE_FONT" "$out/OFL-Vazirmatn.txt"
(cd "$out" && sha256sum ./*.ttf)
