"""Which entity says a quotation: the head of the words that name the speaker, or nobody where that is not sure."""

import pytest
from one_text import tables_of


def who_speaks(text: str, language: str) -> list[str]:
    """The labels of all who say something."""
    tables = tables_of(text, language)
    labels = {row["entity_id"]: row["label"] for row in tables["entities"]}
    return [labels[row["speaker_entity_id"]] for row in tables["quotation_speakers"]]


@pytest.mark.parametrize(
    ("language", "text", "who"),
    [
        ("en", "“We go,” said Nina Bondar of the Brest Human Rights Centre.", ["Nina Bondar"]),
        ("en", "Nina Bondar and Karl Brandt left. “We go,” they said.", ["Nina Bondar", "Karl Brandt"]),
        ("en", "Nina Bondar met Karl Brandt. “We go,” they said.", []),
        ("ru", "Нина Бондарь и Карл Брандт уехали. Они сообщили, что дорога закрыта.", ["Нина Бондарь", "Карл Брандт"]),
        ("en", "German Foreign Minister Karl Brandt said: “We go.”", ["Karl Brandt"]),
        ("en", "“We go,” said Interior Ministry spokeswoman Nina Bondar.", ["Nina Bondar"]),
        ("en", "The Interior Ministry said that nobody was there.", ["Interior Ministry"]),
        ("en", "Nina Bondar late on Friday said that nobody was there.", ["Nina Bondar"]),
        ("en", "Nina Bondar told the Tribune the road was closed.", ["Nina Bondar"]),
        ("en", "Nina Bondar wrote in her report that the road was closed.", ["Nina Bondar"]),
        ("en", "Nina Bondar and Karl Brandt said that nobody was there.", ["Nina Bondar", "Karl Brandt"]),
        ("en", "A lawyer for Nina Bondar said that nobody was there.", []),
        ("en", "Nina Bondar’s lawyer said that nobody was there.", []),
        ("en", "A spokesman for the Interior Ministry said that nobody was there.", []),
        ("ru", "Министр иностранных дел Германии Карл Брандт сообщил, что там никого не было.", ["Карл Брандт"]),
        ("ru", "Адвокат Нины Бондарь сообщил, что там никого не было.", []),
        ("en", "The road was closed, according to its owner, Karl Brandt.", ["Karl Brandt"]),
        ("en", "According to its owner, Karl Brandt, the road was closed on Friday.", ["Karl Brandt"]),
        ("en", "According to a witness, Karl Brandt, a teacher, was beaten by guards.", []),
        ("en", "A neighbour, the Latvian teacher Karl Brandt, recalled that the road was closed.", ["Karl Brandt"]),
        ("en", "Her brother, a friend of Karl Brandt, said that the road was closed.", []),
        ("ru", "В МИД Литвы в Вильнюсе сообщили, что дорога закрыта.", ["Foreign Ministry, Lithuania"]),
        ("ru", "В заявили, что дорога закрыта.", []),
        ("ru", "В суде Минска адвокаты заявили, что дорога закрыта.", []),
        ("be", "У МЗС Літвы ў Мінску заявілі, што дарога закрытая.", ["Foreign Ministry, Lithuania"]),
    ],
)
def test_the_speaker_is_whom_the_words_name_and_not_whom_they_mention(language: str, text: str, who: list[str]) -> None:
    assert who_speaks(text, language) == who
