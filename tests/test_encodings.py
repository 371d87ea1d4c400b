"""Texts in eighteen languages, in every encoding of Python: none is read wrongly without being reported."""

import encodings.aliases

import pytest

from pipeline.read.encoding import decode
from pipeline.read.problem import SetAside
from pipeline.unusual import unusual

TEXTS = {
    "en": "Anna Novik said on 3 May that the court in Brest would hear the case again; nobody came. Café – “no”.",
    "be": "Ганна Новік сказала 3 траўня, што суд у Брэсце разгледзіць справу зноў; ніхто не прыйшоў.",
    "ru": "Анна Новик сказала 3 мая, что суд в Бресте рассмотрит дело снова; никто не пришёл.",
    "uk": "Ганна Новік сказала 3 травня, що суд у Бресті розгляне справу знову; ніхто не прийшов. Її їжа.",
    "pl": "Anna Nowik powiedziała 3 maja, że sąd w Brześciu rozpatrzy sprawę ponownie; nikt nie przyszedł. Żółć.",
    "de": "Anna Nowik sagte am 3. Mai, das Gericht in Brest höre den Fall erneut; niemand kam. Größe, Übermut.",
    "fr": "Anna Novik a déclaré le 3 mai que le tribunal de Brest réexaminerait l’affaire ; nul n’est venu, l’été.",
    "cs": "Anna Noviková řekla 3. května, že soud v Brestu případ znovu projedná; nikdo nepřišel. Žluťoučký kůň.",
    "lt": "Ana Novik gegužės 3 d. sakė, kad teismas Breste bylą nagrinės iš naujo; niekas neatėjo. Žąsų šūksniai.",
    "sr": "Ана Новик је 3. маја рекла да ће суд у Бресту поново размотрити случај; нико није дошао. Ђорђе.",
    "bg": "Анна Новик каза на 3 май, че съдът в Брест ще разгледа делото отново; никой не дойде.",
    "tr": "Anna Novik 3 Mayıs'ta Brest'teki mahkemenin davayı yeniden göreceğini söyledi; kimse gelmedi. Işık şöyle.",
    "el": "Η Άννα Νόβικ είπε στις 3 Μαΐου ότι το δικαστήριο της Βρέστης θα εξετάσει ξανά την υπόθεση.",
    "he": "אנה נוביק אמרה ב-3 במאי שבית המשפט בברסט ידון שוב בתיק; איש לא בא.",
    "ar": "قالت آنا نوفيك في 3 مايو إن المحكمة في بريست ستنظر في القضية مرة أخرى.",
    "ja": "アンナ・ノビクは五月三日、ブレストの裁判所が再び審理すると述べた。誰も来なかった。",
    "ko": "안나 노비크는 5월 3일 브레스트 법원이 사건을 다시 심리할 것이라고 말했다.",
    "zh": "安娜·诺维克五月三日说,布列斯特法院将再次审理此案;没有人来。",
}

NO_TEXT = {"mbcs", "oem", "base64_codec", "bz2_codec", "hex_codec", "quopri_codec", "rot_13", "uu_codec", "zlib_codec"}
ENCODINGS = sorted({*encodings.aliases.aliases.values(), "utf_8_sig"} - NO_TEXT)

SILENT = {("ja", "utf_7")}
"""Read wrongly all the same: a single sign of UTF-7 is not enough to say so."""


def outcome(text: str, data: bytes) -> str:
    try:
        read, _ = decode(data)
    except SetAside:
        return "set aside"
    return "right" if read == text else "flagged" if unusual(read) else "wrong"


@pytest.mark.parametrize("language", TEXTS)
def test_in_every_encoding(language: str) -> None:
    text = TEXTS[language] + "\n"
    for encoding in ENCODINGS:
        try:
            data = text.encode(encoding)
        except UnicodeError:
            continue  # it has not all of the letters
        expected = {"wrong"} if (language, encoding) in SILENT else {"right", "set aside", "flagged"}
        assert outcome(text, data) in expected, encoding


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("page", ["latin_1", "cp1252", "cp1250", "cp1251", "cp866", "koi8_r"])
def test_utf_8_that_was_read_as_a_code_page_and_saved(language: str, page: str) -> None:
    text = TEXTS[language] + "\n"
    try:
        data = text.encode().decode(page).encode()
    except UnicodeError:
        return  # it cannot have been
    assert outcome(text, data) in ("set aside", "flagged")
